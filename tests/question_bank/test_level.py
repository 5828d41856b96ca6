"""The level follows what was solved, topic by topic, and says how little it knows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from question_bank.bank import load_bank
from question_bank.level import (
    HINT_COST,
    STANDS,
    Outcome,
    at_level,
    estimate,
    record,
    stands,
    start_from,
)

BANK = load_bank()
SOLVED = Outcome("a", "medium", 0.5, ("arrays",), passed=10, tests=10)
FAILED = replace(SOLVED, passed=4)


def test_nothing_is_known_of_a_newcomer() -> None:
    new = estimate(()).overall
    assert new.level == 0.5
    assert new.sd == pytest.approx(0.25)
    assert at_level(0.8).on(["trees"]).level == pytest.approx(0.8)


def test_solving_raises_and_failing_lowers_the_level() -> None:
    assert estimate([SOLVED]).overall.level > 0.5 > estimate([FAILED]).overall.level


def test_a_harder_problem_solved_says_more() -> None:
    hard = replace(SOLVED, difficulty="hard", stands=0.85)
    assert estimate([hard]).overall.level > estimate([SOLVED]).overall.level


def test_more_evidence_is_surer() -> None:
    sds = [estimate([SOLVED, FAILED] * n).overall.sd for n in range(4)]
    assert sds == sorted(sds, reverse=True)


def test_a_topic_stands_apart_and_one_never_met_stays_near_the_whole() -> None:
    known = estimate([SOLVED, SOLVED, replace(FAILED, topics=("graphs",))])
    arrays, graphs, trees = (known.on([t]) for t in ("arrays", "graphs", "trees"))
    assert arrays.level > trees.level > graphs.level
    assert trees.level == pytest.approx(known.overall.level)
    assert trees.sd > arrays.sd


def test_hints_and_answers_count() -> None:
    hinted = replace(SOLVED, hints=3)
    assert hinted.credit == pytest.approx(1 - 3 * HINT_COST)
    assert estimate([hinted]).overall.level < estimate([SOLVED]).overall.level
    understood = replace(SOLVED, right=5, answered=5)
    misunderstood = replace(SOLVED, right=0, answered=5)
    assert (
        estimate([understood]).overall.level
        > estimate([SOLVED]).overall.level
        > estimate([misunderstood]).overall.level
    )


def test_what_is_longer_ago_counts_less() -> None:
    better, worse = [FAILED, SOLVED], [SOLVED, FAILED]
    assert estimate(better).overall.level > estimate(worse).overall.level


def test_an_outcome_that_shows_nothing_changes_nothing() -> None:
    nothing = Outcome("a", "hard", 0.85, ("arrays",))
    assert estimate([nothing]).overall.level == pytest.approx(0.5)


def test_a_level_stays_on_its_scale_whatever_comes() -> None:
    always = [replace(SOLVED, difficulty="hard", stands=0.95, right=6, answered=6)] * 60
    never = [replace(FAILED, passed=0, stands=0.1, right=0, answered=6)] * 60
    assert 0.9 < estimate(always).overall.level <= 1.0
    assert 0.0 <= estimate(never).overall.level < 0.15


def test_problems_of_a_difficulty_are_told_apart_and_never_cross() -> None:
    places = {slug: stands(problem) for slug, problem in BANK.items()}
    assert len(set(places.values())) > 12
    for slug, place in places.items():
        assert abs(place - STANDS[BANK[slug].difficulty]) <= 0.1 + 1e-9


@pytest.mark.parametrize(
    ("words", "start", "because"),
    [
        ("I have worked on payments for ten years", 0.62, "ten years"),
        ("15+ years of C++", 0.62, "15 years"),
        ("I'm a senior backend engineer", 0.62, "senior"),
        ("I am a student of physics", 0.35, "starting out"),
        ("저는 학생입니다", 0.35, "starting out"),
        ("I have worked with Python for four years", 0.5, ""),
        ("a student with three years of work behind me", 0.5, ""),
        ("I am 25 years old", 0.5, ""),
        ("our system is 12 years old", 0.5, ""),
        ("", 0.5, ""),
    ],
)
def test_an_introduction_moves_the_start(words: str, start: float, because: str) -> None:
    level, said = start_from(words)
    assert level == start
    assert because in said.replace("10", "ten")
    assert bool(said) == bool(because)


@pytest.mark.parametrize(
    ("outcomes", "slug", "said"),
    [
        ([], "postage", ""),
        ([SOLVED], "skyline-poster", "you solved a medium one on arrays, so I chose a harder one"),
        ([SOLVED] * 2, "skyline-poster", "you solved two medium ones on arrays, so"),
        ([SOLVED, SOLVED, FAILED], "skyline-poster", "you solved two of three medium ones on"),
        ([FAILED], "skyline-poster", "your code for the last medium one on arrays did not"),
    ],
)
def test_the_reason_says_what_it_rests_on(outcomes: list[Outcome], slug: str, said: str) -> None:
    assert "arrays" in BANK["skyline-poster"].topics
    found = record(estimate(outcomes), BANK[slug])
    assert found.startswith(said)
    assert bool(found) == bool(said)


def test_the_reason_for_a_topic_never_met_speaks_of_the_rest() -> None:
    said = record(estimate([replace(FAILED, topics=("trees",))]), BANK["skyline-poster"])
    assert (
        said == "your code for the last medium one did not pass every test, so I chose a harder one"
    )
