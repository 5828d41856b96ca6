"""Behavioural questions fit what was said, and do not come again while there are others."""

from __future__ import annotations

import pytest

from question_bank.bank import load_staples
from question_bank.staples import choose_staples

STAPLES = load_staples()
TOPICS = {staple.id: set(staple.topics) for staple in STAPLES}


@pytest.mark.parametrize(
    ("introduction", "topics"),
    [
        ("I am on call for the infrastructure team", {"operations", "performance", "debugging"}),
        ("I lead a team of five", {"mentoring", "conflict", "planning"}),
        ("front-end developer of a shop app", {"requirements", "communication", "design"}),
        ("I am a student looking for my first job", {"learning", "motivation", "teamwork"}),
        ("저는 신입 백엔드 개발자입니다", {"learning", "motivation", "design", "performance"}),
    ],
)
def test_they_fit_what_was_said(introduction: str, topics: set[str]) -> None:
    chosen, why = choose_staples(STAPLES, introduction, (), 2)
    assert len(set(chosen)) == 2
    assert all(TOPICS[one] & topics for one in chosen)
    assert why.startswith("They fit what you said about")


def test_two_of_one_interview_are_not_about_one_topic() -> None:
    for introduction in ("I lead a team", "on call", "student", ""):
        first, second = choose_staples(STAPLES, introduction, (), 2)[0]
        assert not TOPICS[first] & TOPICS[second]


def test_none_comes_again_while_there_are_others_and_then_the_oldest() -> None:
    asked: list[str] = []
    for _ in range(len(STAPLES) // 2):
        asked += choose_staples(STAPLES, "I lead a team", asked, 2)[0]
    assert len(set(asked)) == len(asked)
    rest = [one for one in TOPICS if one not in asked]
    again = choose_staples(STAPLES, "I lead a team", asked, 2 + len(rest))[0]
    assert set(rest) <= set(again)
    assert set(again) - set(rest) <= set(asked[:4])


def test_of_someone_who_said_nothing() -> None:
    chosen, why = choose_staples(STAPLES, "", (), 2)
    assert len(chosen) == 2
    assert why == "They are standard ones."
    assert choose_staples(STAPLES, "", (), 0)[0] == ()
    assert choose_staples((), "", (), 2)[0] == ()
