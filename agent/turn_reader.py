"""What is read from a turn: the words, and beside them fluency, face and voice.

Fixed in every turn, never left to a model's mood.  Face and voice are read only where the candidate
agreed.  A reader that fails is reported and its reading is missing; the turn goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from agent.events import ConsentGiven, TurnRead
from agent.parts import Parts, Report
from tools import affect, fluency
from tools.ports import Audio, FaceReading, Frame, Heard, VoiceReading
from tools.turn import speech_spans
from viva.errors import HearError, VivaError


@dataclass(frozen=True)
class SpokenTurn:
    """A turn that was heard; its voice is still being read."""

    audio: Audio
    heard: Heard
    voice: Future[VoiceReading | None]


class TurnReader:
    """``consent`` gives what the candidate has agreed to by now; ``report`` is told of a part that
    failed or works."""

    def __init__(
        self, parts: Parts, consent: Callable[[], ConsentGiven | None], report: Report
    ) -> None:
        self._parts = parts
        self._consent = consent
        self._report = report
        self._beside = ThreadPoolExecutor(1, "voice")

    def close(self) -> None:
        self._beside.shutdown(wait=True)

    def hear(self, audio: Audio) -> SpokenTurn | None:
        """The words of ``audio``, with its voice read beside; None if hearing does not work."""
        if self._parts.hear is None:
            return None
        voice = self._beside.submit(self._read_voice, audio)
        try:
            heard = self._parts.hear.hear(audio)
        except HearError as error:
            self._report("hear", error)
            return None
        self._report("hear", None)
        return SpokenTurn(audio, heard, voice)

    def read(
        self, question_id: str, turn: SpokenTurn, frames: Sequence[Frame], *, waited_s: float | None
    ) -> TurnRead:
        """Everything there is to read from a spoken turn."""
        asked_at = None if waited_s is None else -waited_s
        figures = fluency.measure(
            turn.heard, speech_spans(turn.audio), question_ended_at_s=asked_at
        )
        face = self._read_face(frames)
        try:
            voice = turn.voice.result()
        except VivaError as error:
            self._report("voice", error)
            voice = None
        fused = affect.fuse(face, voice) if face or voice else None
        return TurnRead(question_id, figures, face, voice, fused)

    def read_typed(self, question_id: str, frames: Sequence[Frame]) -> TurnRead:
        """A typed turn has no voice and no fluency."""
        face = self._read_face(frames)
        return TurnRead(question_id, None, face, None, affect.fuse(face, None) if face else None)

    def _read_face(self, frames: Sequence[Frame]) -> FaceReading | None:
        consent = self._consent()
        if self._parts.read_face is None or consent is None or not consent.face:
            return None
        try:
            reading = self._parts.read_face.read_face(frames)
        except VivaError as error:
            self._report("face", error)
            return None
        self._report("face", None)
        return reading

    def _read_voice(self, audio: Audio) -> VoiceReading | None:
        """Runs beside hearing: its errors come out of the future, on the turn's own thread."""
        consent = self._consent()
        if self._parts.read_voice is None or consent is None or not consent.voice:
            return None
        return self._parts.read_voice.read_voice(audio)
