"""What is measured of a replay, each with a case that must not pass."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from agent.events import Entry, Move, QuestionSpoken, TurnTimed, Wording
from agent.state import CodeVersion, Question, State
from evals.scorers.grounding import ground
from evals.scorers.ordering import spearman
from evals.scorers.timing import Spread, spread, turns
from evals.scorers.verdicts import Agreement, Compared, agreement, together
from tools.code.probe import Derivation, Key, Probe


def compared(probe: str, expected: str, got: str, outcome: str) -> Compared:
    fields: Any = (expected, got, "", outcome)
    return Compared("q1", probe, "T1", "atom", "next", "?", "!", *fields)


def test_a_probe_that_is_cleared_up_counts_as_scored() -> None:
    rows = [
        compared("a", "right", "unclear", "unscored"),
        compared("a", "right", "right", "equal"),
        compared("b", "wrong", "wrong", "equal"),
    ]
    assert agreement(rows) == Agreement(probes=2, equal=2, unscored=0, different=0)


def test_a_verdict_that_differs_fails_even_if_the_next_one_does_not() -> None:
    rows = [
        compared("a", "unclear", "right", "different"),
        compared("a", "right", "right", "equal"),
    ]
    assert agreement(rows).different == 1
    assert not agreement(rows).passed


@pytest.mark.parametrize(("unscored", "passed"), [(0, True), (1, True), (2, False)])
def test_a_tenth_may_be_unscored(unscored: int, passed: bool) -> None:
    assert Agreement(10, 10 - unscored, unscored, 0).passed is passed


def test_interviews_are_taken_together_as_one() -> None:
    parts = [Agreement(6, 5, 1, 0), Agreement(8, 8, 0, 0)]
    assert not parts[0].passed
    assert together(parts) == Agreement(14, 13, 1, 0)
    assert together(parts).passed


SOURCE = "def f(xs):\n    total = 0\n    return total\n"
PROBE = Probe(
    "T1.variable@L2",
    "T1",
    "What is total on line 2?",
    (2,),
    ("total",),
    Key("value", 0, Derivation("trace", ([1],), {"value": 0})),
    "atom",
    "execution",
    0.1,
)


def asked(probe: Probe, text: str) -> State:
    question = Question("q1", 1, Move("probe", "next", probe.id, ""), Wording(text, "model", ""), 1)
    version = CodeVersion(1, SOURCE, 1, probes=(probe,))
    return State(phase="probing", versions=(version,), final_version=1, questions=(question,))


def test_a_question_that_names_its_line_or_name_is_grounded() -> None:
    assert ground(asked(PROBE, "And what is total then?"))[0].ok
    row = ground(asked(PROBE, PROBE.text))[0]
    assert row.names == ("line 2", "total")
    assert row.found_by == "trace"


@pytest.mark.parametrize(
    ("probe", "text"),
    [
        (PROBE, "What does the subtotal hold on line 22?"),
        (replace(PROBE, lines=(4,)), "What is total on line 4?"),
        (replace(PROBE, identifiers=("totals",)), "What is totals on line 2?"),
        (replace(PROBE, key=replace(PROBE.key, derivation=Derivation("run", (), {}))), PROBE.text),
    ],
)
def test_a_question_about_nothing_in_the_code_or_without_evidence_is_not(
    probe: Probe, text: str
) -> None:
    assert not ground(asked(probe, text))[0].ok


def test_turns_keep_their_stages_and_the_time_on_the_wall() -> None:
    tape = [
        Entry(0, 0, TurnTimed("q0", {"hear": 1.0})),
        Entry(1, 1, TurnTimed("q1", {"hear": 800.0, "first sound": 40.5})),
        Entry(2, 2, QuestionSpoken("q2", 2.0, 40.5)),
        Entry(3, 3, TurnTimed("q2", {"hear": 900.0})),
    ]
    move = Move("introduction", "next", "", "")
    opening = Question("q0", 1, move, Wording("Hello.", "template", ""), 0)
    first, second = turns(tape, State(questions=(opening,)), {"q1": 845.0})
    assert (first.total_ms, first.wall_ms) == (840.5, 845.0)
    assert (second.total_ms, second.wall_ms) == (900.0, None)


def test_a_spread_of_nothing_is_none_and_of_few_is_what_was_measured() -> None:
    assert spread([]) is None
    assert spread([5.0]) == Spread(1, 5.0, 5.0)
    assert spread([4.0, 1.0, 3.0, 2.0]) == Spread(4, 2.0, 4.0)


def test_spearman() -> None:
    assert spearman([10, 20, 30, 40, 50], [1, 2, 3, 4, 5]) == 1.0
    assert spearman([50, 40, 30, 20, 10], [1, 2, 3, 4, 5]) == -1.0
    assert spearman([1, 2, 3, 5, 4], [1, 2, 3, 4, 5]) == 0.9
    assert spearman([1, 1, 2], [1, 2, 3]) == 0.866
    assert spearman([1, 2], [1, 2]) is None
    assert spearman([7, 7, 7], [1, 2, 3]) is None
