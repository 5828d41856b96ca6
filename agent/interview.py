"""The interview as a pure machine: ``step(state, entry) -> (state, commands)``.

No I/O, no clock, no randomness: the tape folded through :func:`step` gives the same state every
time, and what is still ``pending`` in it is exactly what a resumed session has to do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from agent.course import HANDLERS
from agent.events import (
    AnotherProblemAsked,
    CandidateAsked,
    CodeSaved,
    CodingFinished,
    ConsentGiven,
    Entry,
    Event,
    HintAsked,
    NothingHeard,
    ProblemAccepted,
    QuestionSkipped,
    ReplyGiven,
    ResumeGiven,
    SessionStarted,
)
from agent.state import (
    ChooseProblem,
    Command,
    GiveHint,
    State,
)

HINTS = 3


def fold(entries: Iterable[Entry]) -> State:
    """The state after all of ``entries``, which are one session's, in order."""
    state = State()
    for entry in entries:
        state, _ = step(state, entry)
    return state


def step(state: State, entry: Entry) -> tuple[State, tuple[Command, ...]]:
    """The state after ``entry`` and the commands that it gives rise to."""
    before = replace(state, seq=entry.seq, last_ms=entry.at_ms)
    handle = HANDLERS.get(type(entry.event))
    if handle is None:
        return before, ()
    after = handle(before, entry)
    return after, tuple(c for c in after.pending if c not in before.pending)


def illegal(state: State, event: Event) -> str:
    """Why ``event`` of the candidate's cannot happen now, in a sentence; empty if it can."""
    reason = _illegal_phase(state, event)
    if reason:
        return reason
    match event:
        case (
            ReplyGiven(question_id=q) | NothingHeard(question_id=q) | QuestionSkipped(question_id=q)
        ):
            open_question = state.open_question
            if open_question is None or open_question.id != q:
                return "That question is no longer open."
            if open_question.move.question == "wrap_up":
                return "There is nothing to answer here; ask a question or end the interview."
        case ResumeGiven():
            if any(q.move.question == "resume" or q.reply is not None for q in state.questions):
                return "The interview has gone on; a résumé is read at its beginning."
        case ProblemAccepted(slug=slug):
            if not state.offers or state.offers[-1].slug != slug:
                return "That problem is not the one on offer."
        case AnotherProblemAsked():
            if any(isinstance(c, ChooseProblem) for c in state.pending):
                return "A problem is being chosen already."
        case CodeSaved(version=version):
            if version != len(state.versions) + 1:
                return "That version of the code is already saved."
            if state.final_version:
                return "The code is already handed in."
        case CodingFinished(version=version):
            if state.final_version or not state.code or version != state.code.version:
                return "Only the newest version of the code can be handed in, once."
        case HintAsked():
            if len(state.hints) >= HINTS or any(isinstance(c, GiveHint) for c in state.pending):
                return "There are no more hints for this problem."
        case _:
            pass
    return ""


_PHASES: dict[type, tuple[str, ...]] = {
    ConsentGiven: ("consent",),
    ResumeGiven: ("consent", "warm_up"),
    AnotherProblemAsked: ("problem",),
    ProblemAccepted: ("problem",),
    CodeSaved: ("coding",),
    HintAsked: ("coding",),
    CodingFinished: ("coding",),
    ReplyGiven: ("warm_up", "probing", "staple"),
    NothingHeard: ("warm_up", "probing", "staple", "wrap_up"),
    QuestionSkipped: ("warm_up", "probing", "staple"),
    CandidateAsked: ("coding", "wrap_up"),
}


def _illegal_phase(state: State, event: Event) -> str:
    if isinstance(event, SessionStarted):
        return "This session has already started." if state.seq else ""
    if state.seq == 0:
        return "This session has not started."
    if state.phase == "done":
        return "The interview is over."
    allowed = _PHASES.get(type(event))
    if allowed is not None and state.phase not in allowed:
        return f"That cannot be done in this part of the interview ({state.phase})."
    return ""
