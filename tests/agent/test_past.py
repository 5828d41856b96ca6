"""What earlier interviews say is read from their tapes, and only one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent.events import (
    CodeSaved,
    ConsentGiven,
    Event,
    HintAsked,
    HintGiven,
    Move,
    ProblemAccepted,
    ProblemOffered,
    QuestionAsked,
    ReplyGiven,
    SessionStarted,
    TestsRan,
    Wording,
)
from agent.past import UNTESTED, read_past
from agent.tape import Tape
from question_bank.bank import load_bank
from question_bank.level import stands
from tools.code.run_tests import TestReport

BANK = load_bank()
SLUG = "gift-card"


@pytest.fixture
def tape(tmp_path: Path):
    tape = Tape(f"sqlite:///{tmp_path / 'tape.sqlite3'}")
    yield tape
    tape.close()


def interview(
    tape: Tape, owner: str, session: str, *, report: TestReport | None = None, slug: str = SLUG
) -> None:
    """An interview up to a run of the code (if there is a ``report``), after one hint."""
    opening = Move("introduction", "next", "", "")
    events: list[Event] = [
        SessionStarted("", "page", 3, (), 35, True, {}),
        ConsentGiven(False, False, False),
        QuestionAsked(2, "q1", opening, "policy", (opening,), Wording("?", "template", ""), 0.0),
        ReplyGiven("q1", "hello", "typed"),
        ProblemOffered(4, slug, "T", "because.", "policy"),
        ProblemAccepted(slug),
        HintAsked(),
        HintGiven(7, 1, "hint"),
    ]
    if report is not None:
        events += [CodeSaved(1, "x", True), TestsRan(9, 1, report, 1.0)]
    tape.new_session(owner, 1, session)
    for seq, event in enumerate(events, 1):
        tape.append(session, seq, seq, event)


def test_an_interview_is_read(tape: Tape) -> None:
    interview(tape, "me", "a", report=TestReport((), 6, 8))
    past = read_past(tape, "me", BANK)
    assert past.problems == (SLUG,)
    [outcome] = past.outcomes
    assert (outcome.passed, outcome.tests, outcome.hints) == (6, 8, 1)
    assert outcome.stands == stands(BANK[SLUG])
    assert outcome.topics == tuple(BANK[SLUG].topics)
    assert not outcome.solved


def test_another_persons_and_the_present_one_are_not(tape: Tape) -> None:
    interview(tape, "you", "b", report=TestReport((), 8, 8))
    interview(tape, "me", "c", report=TestReport((), 8, 8))
    assert read_past(tape, "me", BANK, but="c").problems == ()
    assert read_past(tape, "", BANK).problems == ()


@pytest.mark.parametrize("report", [None, TestReport((), 0, 8, f"{UNTESTED}: no sandbox")])
def test_code_that_was_never_run_shows_nothing_but_the_problem_was_met(
    tape: Tape, report: TestReport | None
) -> None:
    interview(tape, "me", "a", report=report)
    past = read_past(tape, "me", BANK)
    assert past.outcomes == ()
    assert past.problems == (SLUG,)


def test_a_problem_that_has_left_the_bank_and_a_tape_that_cannot_be_read(tape: Tape) -> None:
    interview(tape, "me", "a", report=TestReport((), 8, 8), slug="long-gone")
    tape.new_session("me", 2, "empty")
    past = read_past(tape, "me", BANK)
    assert past.outcomes == ()
    assert past.problems == ("long-gone",)
