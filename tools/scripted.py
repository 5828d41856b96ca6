"""Scripted backends of the sound and affect ports, for tests and for replay without hardware.

Each is given the calls that it may expect, in order, and what to answer.  A call that was not
expected fails at once; :meth:`assert_consumed` fails if one that was expected did not come.  An
exception given as an answer is raised.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

import numpy as np

from tools.ports import (
    Audio,
    FaceMap,
    FaceReading,
    Frame,
    Heard,
    VoiceMap,
    VoiceReading,
    Word,
)
from tools.speak import sentences
from viva.errors import VivaError

_T = TypeVar("_T")
_RATE = 16_000
_WORD_S = 0.4


class _Script(Generic[_T]):
    """Answers that are handed out one after the other."""

    def __init__(self, name: str, answers: Iterable[_T | VivaError]) -> None:
        self._name = name
        self._answers = list(answers)
        self._given = 0

    def next(self, call: str) -> _T:
        if self._given == len(self._answers):
            raise AssertionError(f"{self._name}: unexpected call {self._given + 1}: {call}")
        answer = self._answers[self._given]
        self._given += 1
        if isinstance(answer, VivaError):
            raise answer
        return answer

    def assert_consumed(self) -> None:
        left = self._answers[self._given :]
        if left:
            raise AssertionError(f"{self._name}: {len(left)} calls never came; next: {left[0]!r}")


class ScriptedHear:
    """Hears what the script says, whatever the audio. ``""`` is silence."""

    def __init__(self, answers: Iterable[str | Heard | VivaError]) -> None:
        self._script: _Script[str | Heard] = _Script("ScriptedHear", answers)

    def hear(self, audio: Audio) -> Heard:
        answer = self._script.next(f"hear({audio.seconds:.1f} s)")
        return answer if isinstance(answer, Heard) else as_heard(answer, audio.seconds)

    def assert_consumed(self) -> None:
        self._script.assert_consumed()


def as_heard(text: str, audio_s: float) -> Heard:
    """``text`` as if heard with certainty, its words spread evenly over the audio."""
    words = text.split()
    if not words:
        return Heard("silence", "", (), audio_s)
    each = audio_s / len(words)
    placed = tuple(Word(w, i * each, (i + 1) * each, 1.0) for i, w in enumerate(words))
    return Heard("heard", " ".join(words), placed, audio_s)


class ScriptedSpeak:
    """Speaks the texts of its script, in order: a hum of 0.4 s a word, one piece a sentence.

    An error in the script is raised in place of speaking the next text, whatever that is.
    """

    def __init__(self, texts: Iterable[str | VivaError]) -> None:
        self._script: _Script[str] = _Script("ScriptedSpeak", texts)

    def speak(self, text: str) -> Iterator[Audio]:
        expected = self._script.next(f"speak({text!r})")
        if text != expected:
            raise AssertionError(f"ScriptedSpeak: asked to say {text!r}, expected {expected!r}")
        return iter([hum(len(sentence.split()) * _WORD_S) for sentence in sentences(text)])

    def assert_consumed(self) -> None:
        self._script.assert_consumed()


def hum(seconds: float) -> Audio:
    """A soft 150 Hz tone with overtones: sound, but not speech."""
    at = np.arange(int(seconds * _RATE)) / _RATE
    overtones = np.stack([np.sin(2 * np.pi * 150 * n * at) / n for n in (1, 2, 3)])
    return Audio((0.1 * overtones.sum(axis=0)).astype(np.float32), _RATE)


class ScriptedReadFace:
    """Reads what the script says, whatever the frames."""

    def __init__(self, readings: Iterable[FaceReading | VivaError]) -> None:
        self._script: _Script[FaceReading] = _Script("ScriptedReadFace", readings)

    def read_face(self, frames: Sequence[Frame]) -> FaceReading:
        return self._script.next(f"read_face({len(frames)} frames)")

    def explain_face(self, frames: Sequence[Frame], reading: FaceReading) -> FaceMap | None:
        """A script knows no reasons."""
        return None

    def assert_consumed(self) -> None:
        self._script.assert_consumed()


class ScriptedReadVoice:
    """Reads what the script says, whatever the audio."""

    def __init__(self, readings: Iterable[VoiceReading | VivaError]) -> None:
        self._script: _Script[VoiceReading] = _Script("ScriptedReadVoice", readings)

    def read_voice(self, audio: Audio) -> VoiceReading:
        return self._script.next(f"read_voice({audio.seconds:.1f} s)")

    def explain_voice(self, audio: Audio, reading: VoiceReading) -> VoiceMap | None:
        """A script knows no reasons."""
        return None

    def assert_consumed(self) -> None:
        self._script.assert_consumed()
