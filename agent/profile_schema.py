"""The shape of the interview profile, as JSON and for the report."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, JsonValue

from agent.events import PointGraded
from tools.affect import AffectReading
from tools.code.run_tests import CaseResult
from tools.fluency import Fluency
from tools.ports import FaceMap, FaceReading, VoiceMap, VoiceReading


class _Shown(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(_Shown):
    """Words of the candidate's: the reply's characters ``start`` to ``end``."""

    kind: Literal["words"] = "words"
    question_id: str
    start: int
    end: int
    text: str


class AudioSpan(_Shown):
    kind: Literal["audio"] = "audio"
    question_id: str
    start_s: float
    end_s: float


class CodeLine(_Shown):
    kind: Literal["code"] = "code"
    version: int
    line: int
    text: str


class TestRun(_Shown):
    __test__ = False

    kind: Literal["test"] = "test"
    version: int
    index: int
    said: str


class Observed(_Shown):
    """What running or parsing the code showed: the derivation of a probe's key."""

    kind: Literal["observed"] = "observed"
    probe_id: str
    method: str
    key: str


class OnTape(_Shown):
    """An entry of the tape, where nothing closer fits."""

    kind: Literal["tape"] = "tape"
    seq: int
    what: str


Evidence = Words | AudioSpan | CodeLine | TestRun | Observed | OnTape


class Finding(_Shown):
    """One sentence of the profile. ``evidence`` is never empty."""

    kind: Literal["strength", "flaw", "fluency", "practice", "notice"]
    text: str
    evidence: list[Evidence]


class Share(_Shown):
    """``points`` of ``out_of``; ``unscored`` stands outside both."""

    points: float
    out_of: int
    unscored: int


class Score(_Shown):
    """``technical``: 0..100 from tests and understanding alone; None if neither could be scored.
    ``discussion`` is extracted by a model and stands apart."""

    technical: float | None
    tests: Share | None
    understanding: Share | None
    discussion: Share | None


class ProblemShown(_Shown):
    slug: str
    title: str
    why: str


class AskedQuestion(_Shown):
    """``verdict`` is one of right, partial, wrong, unscored, skipped, graded, not graded, open.
    ``decided_by`` is the stretch of the reply that decided it. ``evidence`` is how the key was
    found."""

    id: str
    seq: int
    reply_seq: int
    kind: str
    step: str
    subject: str
    text: str
    worded_by: str
    reply: str | None
    reply_source: str
    verdict: str
    reason: str
    decided_by: tuple[int, int] | None
    misconception: str
    points: list[PointGraded]
    key: str
    found_by: str
    evidence: dict[str, JsonValue]
    family: str
    level: str
    lines: list[int]
    identifiers: list[str]
    version: int
    audio_s: float


class TestsShown(_Shown):
    __test__ = False

    version: int
    passed: int
    total: int
    problem: str
    results: list[CaseResult]


class TurnFluency(_Shown):
    question_id: str
    figures: Fluency


class FluencySummary(_Shown):
    turns: list[TurnFluency]
    words: int
    speech_s: float
    pace_wpm: float | None
    longest_pause_s: float
    median_latency_s: float | None


class AffectTurn(_Shown):
    """What the classifiers saw and heard in one turn; never how the candidate felt.

    ``change``: its balance less that of the candidate's own introduction, the calm part; None where
    either was not read. ``map_trouble``: why what a reading rests on is not shown."""

    question_id: str
    face: FaceReading | None
    voice: VoiceReading | None
    fused: AffectReading | None
    change: float | None = None
    face_map: FaceMap | None = None
    voice_map: VoiceMap | None = None
    map_trouble: str = ""


class Profile(_Shown):
    session_id: str
    started_at: datetime
    minutes: float
    mode: str
    candidate: str
    finished: bool
    ended_early: bool
    problem: ProblemShown | None
    score: Score
    findings: list[Finding]
    questions: list[AskedQuestion]
    code: str
    tests: TestsShown | None
    hints: list[str]
    fluency: FluencySummary | None
    affect: list[AffectTurn] | None
    spoken_questions: int
    degraded: dict[str, str]

    def without_affect(self) -> Profile:
        """For export: affect leaves only when it is asked for."""
        return self.model_copy(update={"affect": None})
