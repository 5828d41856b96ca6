"""What is said for each move when no model words it. Good as it stands."""

from __future__ import annotations

from collections.abc import Sequence

from agent.events import Move
from agent.state import State
from question_bank.resume import ResumeQuestion
from question_bank.schema import Staple

INTRODUCTION = (
    "Hello, and welcome. Please tell me a little about yourself: what you work on, "
    "and what you would like to practise today."
)
WALKTHROUGH = (
    "Thank you. Before I ask about the details: how does your solution work, in your own words?"
)
WRAP_UP = "We are nearly done. Do you have any questions for me?"
CLARIFY = "I did not quite catch your answer. "


def speakable(text: str) -> bool:
    """Whether the voice, which speaks English, can say it: all its letters are Latin."""
    return not any(c.isalpha() and c >= "\u0250" for c in text)


def resume_question(state: State, question_id: str) -> ResumeQuestion:
    """The question about the résumé with that id, which must have been read."""
    assert state.resume is not None
    return next(q for q in state.resume.questions if q.id == question_id)


def template(move: Move, state: State, staples: Sequence[Staple]) -> str:
    """The text of ``move`` for speech."""
    match move.question:
        case "introduction":
            return INTRODUCTION
        case "walkthrough":
            return WALKTHROUGH
        case "resume":
            return resume_question(state, move.subject).text
        case "wrap_up":
            return WRAP_UP
        case "staple":
            staple = next(s for s in staples if s.id == move.subject)
            return staple.follow_up if move.step == "follow_up" else staple.text
        case "probe":
            text = state.probes[move.subject].text
            return CLARIFY + text if move.step == "clarify" else text
