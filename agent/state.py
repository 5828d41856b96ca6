"""What an interview is at one moment, and what it then wants done. Plain data.

A state is only ever made by folding the tape with :func:`agent.interview.step`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from agent.events import (
    ConsentGiven,
    Move,
    PointGraded,
    QuestionPrepared,
    ReplyChecked,
    ResumeRead,
    Verdict,
    Wording,
)
from tools.code.probe import Probe
from tools.code.run_tests import TestReport

Phase = Literal["consent", "warm_up", "problem", "coding", "probing", "staple", "wrap_up", "done"]
PHASES: tuple[Phase, ...] = (
    "consent", "warm_up", "problem", "coding", "probing", "staple", "wrap_up", "done",
)  # fmt: skip

# ------------------------------------------------------------------ commands


@dataclass(frozen=True)
class ChooseProblem:
    cause: int
    wish: str


@dataclass(frozen=True)
class ReadResume:
    cause: int
    text: str


@dataclass(frozen=True)
class ChooseStaples:
    cause: int


@dataclass(frozen=True)
class RunTests:
    cause: int
    version: int


@dataclass(frozen=True)
class ReadCode:
    cause: int
    version: int


@dataclass(frozen=True)
class GiveHint:
    cause: int
    step: int


@dataclass(frozen=True)
class Ask:
    """Ask the next question: one of ``moves``, best first. ``after`` is the question whose reply
    led here, with its ``outcome``; both are empty when there was none."""

    cause: int
    moves: tuple[Move, ...]
    after: str
    outcome: Verdict | Literal[""]


@dataclass(frozen=True)
class CheckReply:
    cause: int
    question_id: str


@dataclass(frozen=True)
class ReadAgain:
    cause: int
    question_id: str


@dataclass(frozen=True)
class GradeReply:
    cause: int
    question_id: str


@dataclass(frozen=True)
class AnswerCandidate:
    cause: int
    text: str


Command = (
    ReadResume
    | ChooseProblem
    | ChooseStaples
    | RunTests
    | ReadCode
    | GiveHint
    | Ask
    | CheckReply
    | ReadAgain
    | GradeReply
    | AnswerCandidate
)

# ------------------------------------------------------------------ state


@dataclass(frozen=True)
class Question:
    """A question that was asked, with what became of it.

    ``reply`` is None while it is open.  ``seq`` and ``reply_seq`` are places on the tape."""

    id: str
    seq: int
    move: Move
    wording: Wording
    version: int
    reply: str | None = None
    reply_seq: int = 0
    reply_source: Literal["typed", "spoken", "skipped", ""] = ""
    check: ReplyChecked | None = None
    points: tuple[PointGraded, ...] = ()
    graded: bool = False
    unheard: int = 0


@dataclass(frozen=True)
class CodeVersion:
    version: int
    source: str
    seq: int
    report: TestReport | None = None
    probes: tuple[Probe, ...] | None = None
    trouble: str = ""


@dataclass(frozen=True)
class Offer:
    slug: str
    title: str
    why: str


@dataclass(frozen=True)
class Exchange:
    """A question of the candidate's own, and its answer ('' while it is pending)."""

    asked: str
    answered: str = ""
    by: Literal["model", "notice", "problem", ""] = ""


@dataclass(frozen=True)
class State:
    """The whole interview so far. ``seq`` is the last entry folded in, 0 before the first."""

    seq: int = 0
    phase: Phase = "consent"
    candidate: str = ""
    mode: str = ""
    planned_probes: int = 0
    minutes: int = 0
    affect_allowed: bool = False
    started_ms: int = 0
    last_ms: int = 0
    consent: ConsentGiven | None = None
    resume: ResumeRead | None = None
    resume_text: str = ""
    offers: tuple[Offer, ...] = ()
    slug: str = ""
    versions: tuple[CodeVersion, ...] = ()
    hints: tuple[str, ...] = ()
    final_version: int = 0
    agenda: tuple[str, ...] = ()
    staples: tuple[str, ...] = ()
    choose_staples: int = 0
    questions: tuple[Question, ...] = ()
    prepared: tuple[QuestionPrepared, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    degraded: dict[str, str] = field(default_factory=dict)
    time_mark_passed: bool = False
    ended_early: bool = False
    pending: tuple[Command, ...] = ()

    @property
    def open_question(self) -> Question | None:
        """The question that waits for a reply, if there is one."""
        last = self.questions[-1] if self.questions else None
        return last if last is not None and last.reply is None and self.phase != "done" else None

    @property
    def code(self) -> CodeVersion | None:
        """The newest version of the code."""
        return self.versions[-1] if self.versions else None

    @property
    def probes(self) -> dict[str, Probe]:
        """The probes of the version that the questions are about, by id."""
        for version in self.versions:
            if version.version == self.final_version:
                return {probe.id: probe for probe in version.probes or ()}
        return {}

    @property
    def introduction(self) -> str:
        """What the candidate has said of themselves, aloud and in a résumé."""
        opening = [q.reply or "" for q in self.questions if q.move.question == "introduction"]
        return "\n".join([*opening, self.resume_text]).strip()

    def question(self, question_id: str) -> Question | None:
        return next((q for q in self.questions if q.id == question_id), None)

    def version(self, number: int) -> CodeVersion | None:
        return next((v for v in self.versions if v.version == number), None)

    def source(self, number: int) -> str:
        """The code of a version that is on the tape."""
        code = self.version(number)
        assert code is not None
        return code.source

    def with_question(self, question_id: str, **changes: object) -> State:
        return replace(
            self,
            questions=tuple(
                replace(q, **changes) if q.id == question_id else q for q in self.questions
            ),
        )

    def with_version(self, number: int, **changes: object) -> State:
        return replace(
            self,
            versions=tuple(
                replace(v, **changes) if v.version == number else v for v in self.versions
            ),
        )
