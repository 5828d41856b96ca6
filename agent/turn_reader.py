"""What is read from a turn: the words, and beside them fluency, face and voice.

Fixed in every turn, never left to a model's mood.  Face and voice are read only where the candidate
agreed, beside the words, which take longer.  A reader that fails is reported and its reading is
missing; the turn goes on.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from agent.events import ConsentGiven, Part, TurnExplained, TurnRead
from agent.parts import Parts, Report
from tools import affect, fluency
from tools.ports import Audio, FaceReading, Frame, Heard, VoiceReading
from tools.turn import speech_spans
from viva.errors import HearError, VivaError

_LOG = logging.getLogger(__name__)
_Reading = TypeVar("_Reading")


@dataclass(frozen=True)
class SpokenTurn:
    """A turn that was heard; its face and voice may still be being read."""

    audio: Audio
    heard: Heard
    face: Future[FaceReading | None]
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
        self._beside = ThreadPoolExecutor(2, "affect")

    def close(self) -> None:
        self._beside.shutdown(wait=True)

    def hear(self, audio: Audio, frames: Sequence[Frame] = ()) -> SpokenTurn | None:
        """The words of ``audio``, with face and voice read beside; None if it cannot be heard."""
        if self._parts.hear is None:
            return None
        voice = self._beside.submit(self._read_voice, audio)
        face = self._beside.submit(self._read_face, frames)
        try:
            heard = self._parts.hear.hear(audio)
        except HearError as error:
            self._report("hear", error)
            return None
        self._report("hear", None)
        return SpokenTurn(audio, heard, face, voice)

    def read(self, question_id: str, turn: SpokenTurn, *, waited_s: float | None) -> TurnRead:
        """Everything there is to read from a spoken turn."""
        asked_at = None if waited_s is None else -waited_s
        figures = fluency.measure(
            turn.heard, speech_spans(turn.audio), question_ended_at_s=asked_at
        )
        face = self._reported("face", turn.face.result)
        voice = self._reported("voice", turn.voice.result)
        fused = affect.fuse(face, voice) if face or voice else None
        return TurnRead(question_id, figures, face, voice, fused)

    def read_typed(self, question_id: str, frames: Sequence[Frame]) -> TurnRead:
        """A typed turn has no voice and no fluency."""
        face = self._reported("face", lambda: self._read_face(frames))
        return TurnRead(question_id, None, face, None, affect.fuse(face, None) if face else None)

    def _read_face(self, frames: Sequence[Frame]) -> FaceReading | None:
        consent = self._consent()
        if self._parts.read_face is None or consent is None or not consent.face:
            return None
        return self._parts.read_face.read_face(frames)

    def _read_voice(self, audio: Audio) -> VoiceReading | None:
        consent = self._consent()
        if self._parts.read_voice is None or consent is None or not consent.voice:
            return None
        return self._parts.read_voice.read_voice(audio)

    def _reported(self, part: Part, read: Callable[[], _Reading | None]) -> _Reading | None:
        """What ``read`` gives, on the turn's own thread, which is told if it failed or works."""
        try:
            reading = read()
        except VivaError as error:
            self._report(part, error)
            return None
        if reading is not None:
            self._report(part, None)
        return reading

    def explain(
        self, read: TurnRead, audio: Audio | None, frames: Sequence[Frame]
    ) -> TurnExplained | None:
        """What the readings of a turn rest on, for the report; None if there is nothing to say. To
        be called behind the turn: it takes longer than reading did."""
        parts, trouble, face, voice = self._parts, [], None, None
        try:
            if parts.read_face and read.face and read.face.label:
                face = parts.read_face.explain_face(frames, read.face)
        except VivaError as error:  # the reading itself stands
            trouble.append(str(error))
        try:
            if parts.read_voice and audio and read.voice and read.voice.label:
                voice = parts.read_voice.explain_voice(audio, read.voice)
        except VivaError as error:
            trouble.append(str(error))
        if face is None and voice is None and not trouble:
            return None
        return TurnExplained(read.question_id, face, voice, " ".join(trouble))
