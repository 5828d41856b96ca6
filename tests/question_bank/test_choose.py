"""What a candidate asks for is read, and the choice follows wish, level and novelty."""

from __future__ import annotations

import pytest

from question_bank.bank import load_bank
from question_bank.choose import placed, rank
from question_bank.level import STANDS, at_level, estimate
from question_bank.wish import Wish, overheard, read_wish

TAGS = {
    "arrays", "strings", "graphs", "grids", "trees", "linked lists", "hash map", "intervals",
    "dynamic programming", "breadth-first search", "class design", "numbers", "bits",
}  # fmt: skip


@pytest.mark.parametrize(
    ("words", "topics", "asked"),
    [
        ("something with graphs but not too hard", ("graphs", "grids"), "not_hard"),
        ("I am weak at dynamic programming", ("dynamic programming",), ""),
        ("DP please", ("dynamic programming",), ""),
        ("an easy one with hash tables", ("hash map",), "easy"),
        ("a linked list problem", ("linked lists",), ""),
        ("breadth first search", ("breadth-first search",), ""),
        ("BFS, and make it tough", ("breadth-first search",), "hard"),
        ("can we do object-oriented design?", ("class design",), ""),
        ("I'm not good at trees", ("trees",), ""),
        ("a bit harder than last time", (), "harder"),
        ("nothing too difficult", (), "not_hard"),
        ("not easy", (), "not_easy"),
        ("surprise me", (), ""),
        ("two numbers that add up", (), ""),
        ("some maths", ("numbers",), ""),
        ("", (), ""),
        ("그래프", (), ""),
    ],
)
def test_a_wish_is_read(words: str, topics: tuple[str, ...], asked: str) -> None:
    wish = read_wish(words, TAGS)
    assert {tag for topic in wish.topics for tag in topic.tags} == set(topics)
    assert wish.asked == asked


@pytest.mark.parametrize(
    ("words", "without"),
    [
        ("anything but trees please", {"trees"}),
        ("no graphs and no strings", {"graphs", "grids", "strings"}),
        ("strings, but without dynamic programming", {"dynamic programming"}),
        ("I don't want arrays", {"arrays"}),
        ("I'm tired of linked lists", {"linked lists"}),
    ],
)
def test_what_is_refused_is_read(words: str, without: set[str]) -> None:
    assert set(read_wish(words, TAGS).without) == without


def test_topics_keep_the_words_and_the_order_in_which_they_were_said() -> None:
    wish = read_wish("hash tables or linked lists, and more hash tables", TAGS)
    assert [topic.said for topic in wish.topics] == ["hash tables", "linked lists"]


def test_there_is_no_topic_in_part_of_a_word() -> None:
    assert read_wish("orbits and paragraphs", TAGS).topics == ()


@pytest.mark.parametrize("words", ["surprise me", "anything is fine", "you choose, please", "ok"])
def test_words_that_leave_the_choice_open(words: str) -> None:
    assert read_wish(words, TAGS) == Wish()


@pytest.mark.parametrize("level", [0.0, 0.3, 0.5, 1.0])
def test_what_is_asked_moves_the_target(level: float) -> None:
    assert Wish(asked="easier").target(level) <= level <= Wish(asked="harder").target(level)
    assert Wish(asked="not_hard").target(level) < STANDS["medium"]
    assert Wish(asked="not_easy").target(level) > STANDS["medium"]
    assert Wish().target(level) == level


BANK = load_bank()
PLACED = placed(BANK)


def best(words: str = "", level: float = 0.5, seen: tuple[str, ...] = (), meaning=None, **more):
    wish = read_wish(words, {t for p in BANK.values() for t in (*p.topics, *p.approach)})
    meaning = meaning or dict.fromkeys(BANK, 0.3)
    known = at_level(level)
    return rank(wish, PLACED, meaning=meaning, background={}, level=known, seen=seen, **more)


@pytest.mark.parametrize(("level", "difficulty"), [(0.1, "easy"), (0.5, "medium"), (0.9, "hard")])
def test_the_level_decides_where_nothing_is_asked(level: float, difficulty: str) -> None:
    choice = best(level=level)[0]
    assert BANK[choice.slug].difficulty == difficulty
    assert choice.why.startswith("You left the choice to me")


def test_a_named_topic_is_met_and_said() -> None:
    choice = best("I would like trees")[0]
    assert "trees" in BANK[choice.slug].topics
    assert choice.why.startswith("You asked for trees:")
    assert "that you have not seen" in choice.why


def test_two_topics_at_once_are_met_before_one() -> None:
    choice = best("depth-first search on trees")[0]
    assert {"trees", "depth-first search"} <= {
        *BANK[choice.slug].topics,
        *BANK[choice.slug].approach,
    }
    assert choice.why.startswith("You asked for depth first search and trees:")


def test_a_named_difficulty_outweighs_the_level() -> None:
    assert BANK[best("an easy one", level=0.9)[0].slug].difficulty == "easy"
    assert BANK[best("something hard", level=0.1)[0].slug].difficulty == "hard"


def test_what_is_refused_comes_after_the_rest() -> None:
    wanted = [("strings" in BANK[c.slug].topics) for c in best("anything but strings")]
    assert wanted == sorted(wanted)


def test_what_was_seen_comes_last_and_is_said() -> None:
    first = best("trees")[0].slug
    again = best("trees", seen=(first,))
    assert again[-1].slug == first
    assert "that you have met before" in again[-1].why
    everything = best("trees", seen=tuple(BANK))
    assert everything[0].slug == first


def test_asking_again_and_again_never_repeats() -> None:
    seen: list[str] = []
    for _ in BANK:
        seen.append(best("", seen=tuple(seen))[0].slug)
    assert len(set(seen)) == len(BANK)


def test_a_wish_in_another_script_is_said_to_be_unread() -> None:
    choice = best("쉬운 그래프 문제")[0]
    assert choice.why.startswith("I read wishes in English only, so I chose by level:")


def test_meaning_decides_between_equals() -> None:
    meaning = dict.fromkeys(BANK, 0.1) | {"orchard-blight": 0.6}
    choice = best("fruit and farming", meaning=meaning)[0]
    assert choice.slug == "orchard-blight"
    assert choice.why.startswith("Of all problems this is near to what you said")


def test_the_background_tips_a_balance() -> None:
    wish = Wish()
    meaning = dict.fromkeys(BANK, 0.3)
    background = {"postage": 0.5}
    known = estimate(())
    choice = rank(wish, PLACED, meaning=meaning, background=background, level=known, seen=())[0]
    assert choice.slug == "postage"


def test_no_reason_names_an_approach_that_was_not_asked_for() -> None:
    for choice in best("something nice"):
        problem = BANK[choice.slug]
        for tag in set(problem.approach) - set(problem.topics):
            assert tag not in choice.why


@pytest.mark.parametrize(
    ("introduction", "topics", "asked"),
    [
        ("I'm Ines. I want to practise linked lists and talking.", ("linked lists",), ""),
        ("I build web servers and graphs of sales. I like trees.", ("trees",), ""),
        ("I am weak at dynamic programming, to be honest.", ("dynamic programming",), ""),
        ("I would like something hard today.", (), "hard"),
        ("I have worked on hard real-time graphs for years.", (), ""),
        ("그래프를 연습하고 싶습니다", (), ""),
        ("", (), ""),
    ],
)
def test_what_is_wanted_is_heard_in_an_introduction(
    introduction: str, topics: tuple[str, ...], asked: str
) -> None:
    wish = overheard(introduction, TAGS)
    assert tuple(tag for topic in wish.topics for tag in topic.tags) == topics
    assert wish.asked == asked
    assert not wish.free
