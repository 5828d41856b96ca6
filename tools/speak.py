"""Speaking: text to sound, sentence by sentence, through Coqui."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator

import numpy as np

from tools.ports import Audio
from tools.say import say
from tools.sound import resample
from tools.voices import open_voice
from viva.errors import SpeakError
from viva.settings import Settings

_GAP_S = 0.2  # between two sentences, as a person pauses
_LONGEST = 220  # characters the voice says in one breath; a longer sentence waits for nothing
_SENTENCE_END = re.compile(r"(?:(?<=[.?!])|(?<=[.?!][\"')]))\s+|\n{2,}")
_CLAUSE_END = re.compile(r"(?<=[,;:])\s+")


class CoquiSpeak:
    """Speaks English with one voice. Several threads may speak; they take turns by sentence."""

    def __init__(
        self,
        settings: Settings,
        *,
        voice: str = "",
        rate: float = 1.0,
        pitch: float = 1.0,
        noise: float = 0.0,
    ) -> None:
        """``voice`` as in :func:`tools.voices.open_voice`; empty for ``settings.voice``.

        ``rate`` 1.2 speaks about a fifth faster; ``pitch`` 0.9 a tenth lower, formants included, as
        by a larger head; ``noise`` 0 says the same text with the same samples each time, 1 varies
        as people do.  The model is loaded and used once, so that the first question does not wait.

        Raises:
            SpeakError: the voice, its weights or espeak-ng are missing or do not work.
        """
        for name, value in (("rate", rate), ("pitch", pitch)):
            if not 0.5 <= value <= 2.0:
                raise SpeakError(f"A {name} of {value} is not between 0.5 and 2.")
        self._voice = open_voice(voice or settings.voice, settings, noise=noise)
        self._rate, self._pitch = rate, pitch
        self._lock = threading.Lock()
        self._say_one("Ready.")

    def speak(self, text: str) -> Iterator[Audio]:
        """Synthesise ``text`` and yield one piece of audio per sentence, first one first.

        Text without a letter or digit yields nothing.

        Raises:
            SpeakError: the synthesiser could not run, or the text is not in Latin letters.
        """
        _check_can_be_read(text)
        pieces = sentences(say(text))
        for number, sentence in enumerate(pieces, start=1):
            audio = self._say_one(sentence)
            if number < len(pieces):
                gap = np.zeros(int(_GAP_S * audio.rate), np.float32)
                audio = Audio(np.concatenate([audio.samples, gap]), audio.rate)
            yield audio

    def _say_one(self, sentence: str) -> Audio:
        # Resampling by the pitch also changes the length, so the voice makes up for it.
        with self._lock:
            samples = self._voice.say(sentence, self._pitch / self._rate)
        shifted = resample(samples, self._voice.rate * self._pitch, self._voice.rate)
        return Audio(np.clip(shifted, -1.0, 1.0), self._voice.rate)


def sentences(text: str) -> list[str]:
    """``text`` in pieces that are spoken in one breath: sentences, and clauses of long ones."""
    pieces: list[str] = []
    for sentence in _SENTENCE_END.split(text):
        piece = ""
        for clause in _CLAUSE_END.split(" ".join(sentence.split())):
            if piece and len(piece) + len(clause) > _LONGEST:
                pieces.append(piece)
                piece = clause
            else:
                piece = f"{piece} {clause}".strip()
        pieces.append(piece)
    return [piece for piece in pieces if any(c.isalnum() for c in piece)]


def _check_can_be_read(text: str) -> None:
    letters = [c for c in text if c.isalpha()]
    foreign = [c for c in letters if ord(c) >= 0x250]  # beyond the Latin blocks
    if len(foreign) * 2 > len(letters):
        raise SpeakError(
            "The voice speaks English only, and this text is not in Latin letters.",
            next_step="Read it on the screen.",
        )
