"""A reply against what is known: the key of its probe, or the points of its rubric."""

from __future__ import annotations

import time
from collections.abc import Callable

from agent import grader, wording
from agent.events import Event, PointGraded, ReplyChecked, ReplyGraded
from agent.parts import Parts, Report
from agent.replies import second_reading
from agent.replies.verdict import Check, CodeUnderTest
from agent.state import CheckReply, GradeReply, Question, State
from question_bank import resume
from question_bank.schema import RubricPoint
from tools.code.probe import Probe
from viva.clock import ms_since
from viva.errors import ModelError, SandboxError

NO_MODEL = "The language model is not running, so this could not be answered."


def check(command: CheckReply, state: State, parts: Parts, report: Report) -> Event:
    """The verdict by the key; *unclear* where the sandbox cannot run what was said."""
    began = time.perf_counter()
    question = state.question(command.question_id)
    assert question is not None
    probe = state.probes[question.move.subject]
    problem = parts.bank[state.slug]
    code = CodeUnderTest(state.source(question.version), problem.signature.entry, parts.sandbox)
    try:
        found = grader.check(probe.key, question.reply or "", code)
    except SandboxError as error:
        report("sandbox", error)
        found = Check("unclear", "the sandbox could not run the input", 0, 0)
    else:
        found = _again(found, probe, question.reply or "", code, parts, report)
    return ReplyChecked(
        command.cause,
        question.id,
        found.verdict,
        found.reason,
        found.start,
        found.end,
        found.misconception,
        ms_since(began),
    )


def _again(
    first: Check, probe: Probe, reply: str, code: CodeUnderTest, parts: Parts, report: Report
) -> Check:
    """The verdict after a second reading, where there is a model for it; else the first one."""
    if parts.reader is None:
        return first
    try:
        found = second_reading.again(first, probe, reply, code, parts.reader)
    except ModelError as error:
        report("model", error)
        return first
    except SandboxError as error:
        report("sandbox", error)
        return first
    report("model", None)
    return found


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
