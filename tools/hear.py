"""Hearing: speech to text with Whisper, gated by voice activity."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models import registry
from tools.ports import Audio, Heard, Word
from tools.sound import HEARING_RATE, for_hearing
from tools.turn import Span, spans_of, speech_in
from tools.whisper import LONGEST_S, Timed, Whisper
from viva.errors import HearError, WeightError
from viva.settings import Settings

_SHORTEST_S = 0.2
_EDGE_S = 0.3  # silence that Whisper is given around speech
_LONGEST_GAP_S = 1.0  # longer pauses are cut: Whisper makes words up in long silence
_WORDS_PER_S = 7.0  # nobody talks faster; more words than that are a loop of the decoder

# What Whisper takes to have been said before.  Without it "on line four" is heard as "online 4" and
# "nums of i" as "numsaby".  It was chosen on phrases like these; that ordinary speech is heard as
# well with it was seen on a few recordings only.
_SAID_BEFORE = (
    "Python code. On line four, nums of i is minus one. Big O of n log n. It returns None, True, "
    "False."
)


class WhisperHear:
    """English speech by Whisper base, int8, on two threads. Calls from several threads queue."""

    def __init__(self, settings: Settings) -> None:
        """Loads the model, which takes about a second.

        Raises:
            HearError: the weights are missing or damaged.
        """
        try:
            self._whisper = Whisper(registry.locate("whisper", settings))
        except WeightError as error:
            raise HearError(error.message, next_step=error.next_step) from error
        except Exception as error:  # CTranslate2 and tokenizers raise plain errors of any kind
            raise HearError(
                f"Whisper cannot be loaded ({error}).", next_step='Run "viva pull".'
            ) from error
        self._lock = threading.Lock()
        spans_of(np.zeros(HEARING_RATE, np.float32))  # loads the voice activity model

    def hear(self, audio: Audio, *, vocabulary: Sequence[str] = ()) -> Heard:
        """Recognise English speech. Any rate is accepted.

        ``vocabulary``: names that may be said, for instance those of the candidate's code; never
        what the right answer is, since Whisper leans towards what it is given.
        Less than 0.2 s, or sound without speech, gives ``silence``.

        Raises:
            InputRefused: the audio is damaged or not mono floating point.
            HearError: the recogniser could not run.
        """
        silence = Heard("silence", "", (), audio.seconds)
        if audio.seconds < _SHORTEST_S:
            for_hearing(audio)  # what is no sound is refused, however short
            return silence
        speech = speech_in(audio)
        said_before = " ".join([_SAID_BEFORE, ", ".join(vocabulary)]).strip()
        text, words = "", []
        for chunk in _chunks(speech.samples, speech.spans):
            for word in self._words(chunk, said_before):
                text += word.text
                words.append(chunk.placed(word, audio.seconds))
            text += " "
        if not any(character.isalnum() for character in text):
            return silence
        return Heard("heard", " ".join(text.split()), tuple(words), audio.seconds)

    def _words(self, chunk: _Chunk, said_before: str) -> list[Timed]:
        most_words = int(_WORDS_PER_S * chunk.speech_s) + 2
        with self._lock:
            try:
                return self._whisper.words(
                    chunk.samples, said_before=said_before, most_words=most_words
                )
            except RuntimeError as error:  # CTranslate2 has no error class of its own
                raise HearError(
                    f"Speech recognition failed ({error}).",
                    next_step="Say it again, or type it.",
                ) from error


# ------------------------------------------------------------------ what Whisper is given


@dataclass(frozen=True, eq=False)
class _Chunk:
    """At most 30 s at 16 kHz, without long silences. ``cuts``: (second here, second in the
    recording) at which each piece starts; ``speech_s``: how much of it is speech."""

    samples: NDArray[np.float32]
    cuts: tuple[tuple[float, float], ...]
    speech_s: float

    def placed(self, word: Timed, audio_s: float) -> Word:
        """``word`` with its times in the recording."""
        # Whisper may start a word in the silence before it, which can be another piece.
        here, there = max((cut for cut in self.cuts if cut[0] < word.end_s), default=self.cuts[0])
        start_s = min(max(there + max(word.start_s - here, 0.0), 0.0), audio_s)
        end_s = min(max(there + word.end_s - here, start_s), audio_s)
        probability = round(word.probability, 3)
        return Word(word.text.strip(), round(start_s, 3), round(end_s, 3), probability)


def _chunks(samples: NDArray[np.float32], spans: Sequence[Span]) -> Iterator[_Chunk]:
    """The speech of a recording, in order, broken where the speaker pauses longest."""
    group: list[Span] = []
    for span in _not_too_long(spans):
        while group and _length_s([*group, span]) > LONGEST_S:
            later = range(len(group) // 2, len(group))
            gaps = {i: (*group, span)[i + 1].start_s - group[i].end_s for i in later}
            last = max(gaps, key=lambda i: gaps[i])
            yield _chunk(samples, group[: last + 1])
            group = group[last + 1 :]
        group.append(span)
    if group:
        yield _chunk(samples, group)


def _not_too_long(spans: Sequence[Span]) -> Iterator[Span]:
    """Speech without a breath is cut where it has to be."""
    most_s = LONGEST_S - 2 * _EDGE_S
    for span in spans:
        start_s = span.start_s
        while span.end_s - start_s > most_s:
            yield Span(start_s, start_s + most_s)
            start_s += most_s
        yield Span(start_s, span.end_s)


def _pieces(spans: Sequence[Span]) -> list[tuple[float, float]]:
    """What to keep: speech with 0.3 s around it, and pauses of up to a second whole."""
    pieces: list[tuple[float, float]] = []
    for span in spans:
        start_s, end_s = span.start_s - _EDGE_S, span.end_s + _EDGE_S
        if pieces and start_s - pieces[-1][1] <= _LONGEST_GAP_S - 2 * _EDGE_S:
            start_s = pieces.pop()[0]
        pieces.append((start_s, end_s))
    return pieces


def _length_s(spans: Sequence[Span]) -> float:
    return sum(end_s - start_s for start_s, end_s in _pieces(spans))


def _chunk(samples: NDArray[np.float32], spans: Sequence[Span]) -> _Chunk:
    edge = int(_EDGE_S * HEARING_RATE)
    padded = np.pad(samples, edge)
    kept, cuts, at_s = [], [], 0.0
    for start_s, end_s in _pieces(spans):
        first = int(start_s * HEARING_RATE) + edge
        piece = padded[first : int(end_s * HEARING_RATE) + edge]
        kept.append(piece)
        cuts.append((at_s, start_s))
        at_s += len(piece) / HEARING_RATE
    speech_s = sum(span.end_s - span.start_s for span in spans)
    return _Chunk(np.concatenate(kept), tuple(cuts), speech_s)
