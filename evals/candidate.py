"""What a scripted candidate does next. Pure: it depends on the script and the state and on nothing
else, so that a replay that was killed goes on from its tape by simply going on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from agent.events import (
    AnotherProblemAsked,
    CodeSaved,
    CodingFinished,
    ConsentGiven,
    EndAsked,
    Event,
    HintAsked,
    ProblemAccepted,
    QuestionSkipped,
    ResumeGiven,
)
from agent.state import Question, State
from evals.script import Pass, Said, Script
from question_bank.resume_file import checked
from viva.errors import ScriptError


@dataclass(frozen=True)
class Do:
    """Something done with the hands: a box, a button, the editor."""

    event: Event


@dataclass(frozen=True)
class Say:
    """Something said to the open question; typed or spoken, as the replay has it."""

    question_id: str
    text: str


@dataclass(frozen=True)
class Finished:
    """The interview is over."""


Action = Do | Say | Finished


def next_action(script: Script, state: State) -> Action:
    """What the candidate of ``script`` does in ``state``.

    Raises:
        ScriptError: a question is asked that the script has no answer to, or nothing can be done.
    """
    match state.phase:
        case "consent" if script.resume and not state.resume_text:
            return Do(ResumeGiven(checked(script.resume.text)))
        case "consent":
            return Do(ConsentGiven(script.consent.face, script.consent.voice, keep_media=False))
        case "problem":
            return _choose(script, state)
        case "coding":
            return _code(script, state)
        case "wrap_up" if len(state.exchanges) < len(script.asks):
            return Say(_open(script, state).id, script.asks[len(state.exchanges)])
        case "wrap_up":
            return Do(EndAsked())
        case "done":
            return Finished()
        case _:
            return _answer(script, state, _open(script, state))


def _choose(script: Script, state: State) -> Action:
    if not state.offers:
        raise _stuck(script, state)
    offer = state.offers[-1]
    if offer.slug == script.problem:
        return Do(ProblemAccepted(offer.slug))
    return Do(AnotherProblemAsked(script.problem.replace("-", " ")))


def _code(script: Script, state: State) -> Action:
    written = len(state.versions)
    if written < len(script.code):
        step = script.code[written]
        wanted_by_now = sum(s.hints for s in script.code[: written + 1])
        if len(state.hints) < wanted_by_now:
            return Do(HintAsked())
        return Do(CodeSaved(written + 1, step.source, step.run))
    if state.final_version:
        raise _stuck(script, state)
    return Do(CodingFinished(written))


def _answer(script: Script, state: State, question: Question) -> Action:
    match question.move.question:
        case "introduction":
            return Say(question.id, script.introduction)
        case "resume":
            return Say(question.id, _about_the_resume(script, state))
        case "walkthrough":
            return Say(question.id, script.walkthrough)
        case "probe":
            said = said_to(script, state, question)
            return Do(QuestionSkipped(question.id)) if said is None else Say(question.id, said.say)
        case _:
            staple = script.staples.get(question.move.subject)
            if staple is None:
                raise ScriptError(
                    f"The candidate {script.name} has no answer to the question "
                    f'"{question.wording.text}"',
                    next_step=f'Add "{question.move.subject}:" under staples in its script.',
                )
            follow_up = question.move.step == "follow_up"
            return Say(question.id, staple.follow_up if follow_up else staple.say)


def _about_the_resume(script: Script, state: State) -> str:
    asked = sum(q.move.question == "resume" for q in state.questions)
    answers = script.resume.answers if script.resume else ()
    if asked > len(answers):
        raise ScriptError(
            f"The candidate {script.name} is asked {asked} questions about the résumé and has "
            f"{len(answers)} answers.",
            next_step="Add one under resume, answers in its script.",
        )
    return answers[asked - 1]


def said_to(script: Script, state: State, question: Question) -> Said | None:
    """The reply to a question about code, with its expected verdict; None if it is passed over."""
    answer = script.answer(state.probes[question.move.subject])
    if isinstance(answer, Pass):
        return None
    if question.move.step == "clarify" and answer.again is not None:
        return answer.again
    return answer


def unused_answers(script: Script, state: State) -> tuple[str, ...]:
    """Selectors under ``answers`` that no question of this interview called for."""
    asked = [q.move.subject for q in state.questions if q.move.question == "probe"]
    used = {script.selector(state.probes[i]) for i in asked if i in state.probes}
    return tuple(s for s in script.answers if s not in used)


def all_texts(script: Script) -> Iterable[str]:
    """Everything that the candidate may say aloud."""
    yield script.introduction
    yield from script.resume.answers if script.resume else ()
    yield script.walkthrough
    for answer in script.answers.values():
        if not isinstance(answer, Pass):
            yield answer.say
            if answer.again is not None:
                yield answer.again.say
    for staple in script.staples.values():
        yield staple.say
        yield staple.follow_up
    yield from script.asks


def _open(script: Script, state: State) -> Question:
    if state.open_question is None:
        raise _stuck(script, state)
    return state.open_question


def _stuck(script: Script, state: State) -> ScriptError:
    waiting = ", ".join(type(c).__name__ for c in state.pending) or "nothing"
    return ScriptError(
        f"The candidate {script.name} has nothing to do in the phase {state.phase}; "
        f"the interview waits for {waiting}.",
        next_step="Resume the replay; if it stays so, this is a fault of the interview.",
    )
