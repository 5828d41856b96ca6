"""A reply against what is known: the key of its probe, or the points of its rubric."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from agent import grader, wording
from agent.events import (
    Event,
    PointGraded,
    ReplyChecked,
    ReplyGraded,
    ReplyReadAgain,
    Verdict,
)
from agent.parts import Parts, Report
from agent.replies import second_reading
from agent.replies.verdict import Check, CodeUnderTest
from agent.state import CheckReply, GradeReply, Question, ReadAgain, State
from question_bank import resume
from question_bank.schema import RubricPoint
from tools.code.probe import Probe
from viva.clock import ms_since
from viva.errors import ModelError, ModelSlow, SandboxError

NO_MODEL = "The language model is not running, so this could not be answered."


def check(command: CheckReply, state: State, parts: Parts, report: Report) -> Event:
    """The verdict by the key; *unclear* where the sandbox cannot run what was said.

    The model reads a reply again on the turn only where the rules found no answer, for otherwise
    the candidate would be asked to say it again; any other is read again behind the turn.
    """
    began = time.perf_counter()
    it = _replied(command.question_id, state, parts)
    found = _first(it, report)
    again = parts.reader is not None
    if again and found.verdict == "unclear":
        found, again = _again(found, it, parts, report, second_reading.ON_TURN_S), False
    return ReplyChecked(command.cause, command.question_id, *_told(found), ms_since(began), again)


def read_again(command: ReadAgain, state: State, parts: Parts, report: Report) -> Event:
    """The verdict of both readings; the first one where the model gives none."""
    began = time.perf_counter()
    it = _replied(command.question_id, state, parts)
    found = _again(_first(it, report), it, parts, report, second_reading.BEHIND_S)
    return ReplyReadAgain(command.cause, command.question_id, *_told(found), ms_since(began))


@dataclass(frozen=True)
class _Replied:
    probe: Probe
    reply: str
    code: CodeUnderTest


def _replied(question_id: str, state: State, parts: Parts) -> _Replied:
    question = state.question(question_id)
    assert question is not None
    entry = parts.bank[state.slug].signature.entry
    code = CodeUnderTest(state.source(question.version), entry, parts.sandbox)
    return _Replied(state.probes[question.move.subject], question.reply or "", code)


def _first(it: _Replied, report: Report) -> Check:
    try:
        return grader.check(it.probe.key, it.reply, it.code)
    except SandboxError as error:
        report("sandbox", error)
        return Check("unclear", "the sandbox could not run the input", 0, 0)


def _again(first: Check, it: _Replied, parts: Parts, report: Report, within_s: float) -> Check:
    if parts.reader is None:
        return first
    try:
        found = second_reading.again(first, it.probe, it.reply, it.code, parts.reader, within_s)
    except ModelSlow:  # it is at work for something else
        return replace(first, reason=f"{first.reason} (the model had no time to read it again)")
    except ModelError as error:
        report("model", error)
        return first
    except SandboxError as error:
        report("sandbox", error)
        return first
    report("model", None)
    return found


def _told(found: Check) -> tuple[Verdict, str, int, int, str]:
    return found.verdict, found.reason, found.start, found.end, found.misconception


def grade(
    command: GradeReply,
    state: State,
    parts: Parts,
    report: Report,
    between: Callable[[], None],
) -> Event:
    """The model's yes or no on each point of the rubric; none where there is no model."""
    began = time.perf_counter()
    question = state.question(command.question_id)
    assert question is not None
    rubric = _rubric(question, state, parts)
    points: tuple[PointGraded, ...] = ()
    trouble = NO_MODEL if parts.chat is None else ""
    if parts.chat is not None:
        try:
            # What a résumé says is never before the model that grades.
            asked, reply = question.wording.text, question.reply or ""
            if question.move.question == "resume":
                asked = wording.resume_question(state, question.move.subject).bare
            points = grader.grade(parts.chat, asked, reply, rubric, between=between)
            report("model", None)
        except ModelError as error:
            report("model", error)
            trouble = str(error)
    return ReplyGraded(command.cause, question.id, points, trouble, ms_since(began))


def _rubric(question: Question, state: State, parts: Parts) -> list[RubricPoint]:
    if question.move.question == "walkthrough":
        return parts.bank[state.slug].rubric
    if question.move.question == "resume":
        return [*resume.RUBRICS[wording.resume_question(state, question.move.subject).kind]]
    return next(s.rubric for s in parts.staples if s.id == question.move.subject)
