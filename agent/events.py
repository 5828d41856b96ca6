"""All that can happen in an interview: the schema of the tape.

Every event is a frozen dataclass with a ``kind``.  Events that answer a command carry, in
``cause``, the sequence number of the entry that gave rise to the command; an answer to a command
that is not pending changes nothing, which makes commands idempotent.

:func:`dump` and :func:`load` carry an event to JSON and back without loss.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, JsonValue, TypeAdapter, ValidationError

from question_bank.resume import ResumeQuestion
from tools.affect import AffectReading
from tools.code.probe import Probe
from tools.code.run_tests import TestReport
from tools.fluency import Fluency
from tools.ports import FaceMap, FaceReading, VoiceMap, VoiceReading, Word
from viva.errors import TapeError

Verdict = Literal["right", "partial", "wrong", "unclear"]
QuestionKind = Literal["introduction", "resume", "walkthrough", "probe", "staple", "wrap_up"]
Part = Literal[
    "model", "hear", "speak", "face", "voice", "sandbox", "microphone", "camera", "espeak-ng"
]

# ------------------------------------------------------------------ what the candidate does


@dataclass(frozen=True)
class SessionStarted:
    """``probes``: how many questions about the code; ``staples``: the ids of the behavioural
    questions, in order, if they are settled; else ``choose_staples`` says how many are to be chosen
    when the candidate has introduced themselves.  ``minutes``: the time mark.  ``mode`` is how
    replies come in.  ``weights`` maps each weight in use to its revision."""

    candidate: str
    mode: Literal["page", "terminal", "replay", "replay_voice"]
    probes: int
    staples: tuple[str, ...]
    minutes: int
    affect_allowed: bool
    weights: dict[str, str]
    choose_staples: int = 0
    kind: Literal["session_started"] = "session_started"


@dataclass(frozen=True)
class ConsentGiven:
    """What the candidate agreed to. Hearing the reply is not affect and needs no box."""

    face: bool
    voice: bool
    keep_media: bool
    kind: Literal["consent_given"] = "consent_given"


@dataclass(frozen=True)
class ResumeGiven:
    """The text of a résumé, as :func:`question_bank.resume_file.checked` gives it."""

    text: str
    kind: Literal["resume_given"] = "resume_given"


@dataclass(frozen=True)
class AnotherProblemAsked:
    """Before a problem is accepted: another one, please, fitting ``wish`` (may be empty)."""

    wish: str
    kind: Literal["another_problem_asked"] = "another_problem_asked"


@dataclass(frozen=True)
class ProblemAccepted:
    slug: str
    kind: Literal["problem_accepted"] = "problem_accepted"


@dataclass(frozen=True)
class CodeSaved:
    """A version of the code. ``run``: the candidate pressed Run, the tests are wanted."""

    version: int
    source: str
    run: bool
    kind: Literal["code_saved"] = "code_saved"


@dataclass(frozen=True)
class HintAsked:
    kind: Literal["hint_asked"] = "hint_asked"


@dataclass(frozen=True)
class CodingFinished:
    """The candidate is done with ``version`` and ready for questions about it."""

    version: int
    kind: Literal["coding_finished"] = "coding_finished"


@dataclass(frozen=True)
class ReplyGiven:
    """A reply to a question, as typed or as heard. ``words`` have times in the turn's audio.

    ``audio_s`` is 0 for a typed reply."""

    question_id: str
    text: str
    source: Literal["typed", "spoken"]
    words: tuple[Word, ...] = ()
    audio_s: float = 0.0
    kind: Literal["reply_given"] = "reply_given"


@dataclass(frozen=True)
class NothingHeard:
    """The candidate sent a reply with no speech or no text in it. The question stays open."""

    question_id: str
    source: Literal["typed", "spoken"]
    kind: Literal["nothing_heard"] = "nothing_heard"


@dataclass(frozen=True)
class QuestionSkipped:
    """The candidate passes; the question counts as unscored."""

    question_id: str
    kind: Literal["question_skipped"] = "question_skipped"


@dataclass(frozen=True)
class CandidateAsked:
    """A question to the interviewer: about the task while coding, about anything in the wrap-up."""

    text: str
    kind: Literal["candidate_asked"] = "candidate_asked"


@dataclass(frozen=True)
class EndAsked:
    """The candidate ends the interview, at whatever point."""

    kind: Literal["end_asked"] = "end_asked"


# ------------------------------------------------------------------ what the program answers


@dataclass(frozen=True)
class ResumeRead:
    """``wordings`` are those of ``questions``, one each, where the model has found one."""

    cause: int
    questions: tuple[ResumeQuestion, ...]
    wordings: tuple[Wording, ...]
    trouble: str
    kind: Literal["resume_read"] = "resume_read"


@dataclass(frozen=True)
class StaplesChosen:
    """Ids of behavioural questions, in order; ``why`` is a sentence."""

    cause: int
    staples: tuple[str, ...]
    why: str
    kind: Literal["staples_chosen"] = "staples_chosen"


@dataclass(frozen=True)
class ProblemOffered:
    """``level``: what was thought of the candidate at such a problem when it was chosen, 0..1, with
    its standard deviation (None on tapes from before levels were estimated)."""

    cause: int
    slug: str
    title: str
    why: str
    by: Literal["model", "policy"]
    level: float | None = None
    level_sd: float | None = None
    kind: Literal["problem_offered"] = "problem_offered"


@dataclass(frozen=True)
class TestsRan:
    __test__ = False

    cause: int
    version: int
    report: TestReport
    took_ms: float
    kind: Literal["tests_ran"] = "tests_ran"


@dataclass(frozen=True)
class CodeRead:
    """Facts and probes of a version. ``facts`` is a summary for the screen and the model;
    ``trouble`` says why there are no probes, if there are none."""

    cause: int
    version: int
    facts: dict[str, JsonValue]
    probes: tuple[Probe, ...]
    trouble: str
    took_ms: float
    kind: Literal["code_read"] = "code_read"


@dataclass(frozen=True)
class HintGiven:
    cause: int
    step: int
    text: str
    kind: Literal["hint_given"] = "hint_given"


@dataclass(frozen=True)
class Refused:
    """A wording that the guard did not let through, and the rule that refused it."""

    text: str
    rule: str


@dataclass(frozen=True)
class Wording:
    """``by`` template: ``why`` says what kept the model's own wording from being used."""

    text: str
    by: Literal["model", "template"]
    why: str
    refused: tuple[Refused, ...] = ()


@dataclass(frozen=True)
class Move:
    """One thing the interviewer may do next. ``subject`` is the id of a probe or a staple.

    ``step`` says how it follows from the last question: ``next`` opens a new subject, ``deeper``
    goes to something simpler on the same thing, ``clarify`` asks once more, ``follow_up`` asks a
    staple's second question."""

    question: QuestionKind
    step: Literal["next", "deeper", "clarify", "follow_up"]
    subject: str
    why: str


@dataclass(frozen=True)
class QuestionPrepared:
    """What will be asked if the reply to ``question_id`` turns out as ``outcome`` (``''``: the
    question has no verdict). ``offered`` are the moves that it was chosen among."""

    question_id: str
    outcome: Verdict | Literal[""]
    move: Move
    chosen_by: Literal["model", "policy"]
    offered: tuple[Move, ...]
    wording: Wording
    took_ms: float
    kind: Literal["question_prepared"] = "question_prepared"


@dataclass(frozen=True)
class QuestionAsked:
    """``question_id`` is ``q<n>``, counting from 1. ``offered`` are the moves that were legal."""

    cause: int
    question_id: str
    move: Move
    chosen_by: Literal["model", "policy"]
    offered: tuple[Move, ...]
    wording: Wording
    took_ms: float
    kind: Literal["question_asked"] = "question_asked"


@dataclass(frozen=True)
class QuestionSpoken:
    question_id: str
    audio_s: float
    first_sound_ms: float
    kind: Literal["question_spoken"] = "question_spoken"


@dataclass(frozen=True)
class TurnRead:
    """What the tools read from a turn's audio and frames. A modality that was not agreed to, or
    that has no input, is None."""

    question_id: str
    fluency: Fluency | None
    face: FaceReading | None
    voice: VoiceReading | None
    affect: AffectReading | None
    kind: Literal["turn_read"] = "turn_read"


@dataclass(frozen=True)
class TurnExplained:
    """What the readings of face and voice rest on, for the report; worked out behind the turn.
    ``trouble``: why that of one of them could not be worked out."""

    question_id: str
    face: FaceMap | None
    voice: VoiceMap | None
    trouble: str = ""
    kind: Literal["turn_explained"] = "turn_explained"


@dataclass(frozen=True)
class ReplyChecked:
    """The check of a reply against its probe's key. ``start``, ``end``: the stretch of the reply
    that decided it (both 0 if none). ``misconception``: what a known wrong answer reveals.
    ``again``: the model reads the reply once more behind the turn, which may change the verdict."""

    cause: int
    question_id: str
    verdict: Verdict
    reason: str
    start: int
    end: int
    misconception: str
    took_ms: float
    again: bool = False
    kind: Literal["reply_checked"] = "reply_checked"


@dataclass(frozen=True)
class ReplyReadAgain:
    """The verdict of both readings, as in :class:`ReplyChecked`; it stands from now on."""

    cause: int
    question_id: str
    verdict: Verdict
    reason: str
    start: int
    end: int
    misconception: str
    took_ms: float
    kind: Literal["reply_read_again"] = "reply_read_again"


@dataclass(frozen=True)
class PointGraded:
    """One rubric point: ``met`` is None when the model's answer could not be used. ``quote`` stands
    word for word in the reply from ``start`` to ``end``."""

    point: str
    looks_for: str
    met: bool | None
    quote: str
    start: int
    end: int


@dataclass(frozen=True)
class ReplyGraded:
    """Rubric points of an open reply, extracted by the model; ``trouble`` says why all are
    unscored, if they are."""

    cause: int
    question_id: str
    points: tuple[PointGraded, ...]
    trouble: str
    took_ms: float
    kind: Literal["reply_graded"] = "reply_graded"


@dataclass(frozen=True)
class CandidateAnswered:
    cause: int
    text: str
    by: Literal["model", "notice", "problem"]
    kind: Literal["candidate_answered"] = "candidate_answered"


@dataclass(frozen=True)
class TurnTimed:
    """Milliseconds by stage from the end of the reply to the first sound of the next question."""

    question_id: str
    stages: dict[str, float]
    kind: Literal["turn_timed"] = "turn_timed"


@dataclass(frozen=True)
class TimeMarkPassed:
    minutes: int
    kind: Literal["time_mark_passed"] = "time_mark_passed"


@dataclass(frozen=True)
class Degraded:
    """A part does not work; ``said`` is the sentence shown to the candidate."""

    part: Part
    said: str
    kind: Literal["degraded"] = "degraded"


@dataclass(frozen=True)
class Recovered:
    part: Part
    kind: Literal["recovered"] = "recovered"


Event = Annotated[
    SessionStarted
    | ConsentGiven
    | ResumeGiven
    | AnotherProblemAsked
    | ProblemAccepted
    | CodeSaved
    | HintAsked
    | CodingFinished
    | ReplyGiven
    | NothingHeard
    | QuestionSkipped
    | CandidateAsked
    | EndAsked
    | ResumeRead
    | StaplesChosen
    | ProblemOffered
    | TestsRan
    | CodeRead
    | HintGiven
    | QuestionPrepared
    | QuestionAsked
    | QuestionSpoken
    | TurnRead
    | TurnExplained
    | ReplyChecked
    | ReplyReadAgain
    | ReplyGraded
    | CandidateAnswered
    | TurnTimed
    | TimeMarkPassed
    | Degraded
    | Recovered,
    Field(discriminator="kind"),
]

_ADAPTER: TypeAdapter[Event] = TypeAdapter(Event)


@dataclass(frozen=True)
class Entry:
    """One place on the tape. ``seq`` counts from 1 within a session; ``at_ms`` is Unix time."""

    seq: int
    at_ms: int
    event: Event


def dump(event: Event) -> str:
    """The event as JSON text."""
    return _ADAPTER.dump_json(event).decode()


def load(text: str) -> Event:
    """The event that :func:`dump` wrote.

    Raises:
        TapeError: the text is not an event of this version.
    """
    try:
        return _ADAPTER.validate_json(text)
    except ValidationError as error:
        raise TapeError(
            f"An entry of the tape cannot be read: {error.errors()[0]['msg']}.",
            next_step="It was written by another version; use that version to open this session.",
        ) from error
