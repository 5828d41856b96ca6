"""Hearing: speech to text with Whisper (faster-whisper), gated by voice activity."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from models import registry
from tools.ports import Audio, Heard, Word
from tools.sound import HEARING_RATE, for_hearing
from tools.turn import Span, spans_of
from viva.errors import HearError, WeightError
from viva.settings import Settings

if TYPE_CHECKING:
    from faster_whisper import WhisperModel
    from faster_whisper.transcribe import Word as WhisperWord

_SHORTEST_S = 0.2
_EDGE_S = 0.3  # silence that Whisper is given around speech
_LONGEST_GAP_S = 1.0  # thinking pauses are cut to this: Whisper makes words up in long silence
_WORDS_PER_S = 7.0  # nobody talks faster; more words than that are a loop of the decoder
_TOKENS_PER_S = 12.0
_MOST_TOKENS = 200

# Words of an interview about code, so that "big O" is not heard as "bego".  Common words only,
# so that it favours no answer over another.
VOCABULARY = ("big O of n log n",)


class WhisperHear:
    """English speech by Whisper base, int8, on two threads. Calls from several threads queue."""

    def __init__(self, settings: Settings) -> None:
        """Loads the model, which takes about a second.

        Raises:
            HearError: the weights are missing or damaged.
        """
        try:
            folder = registry.locate("whisper", settings)
        except WeightError as error:
            raise HearError(error.message, next_step=error.next_step) from error
        from faster_whisper import WhisperModel

        try:
            self._model: WhisperModel = WhisperModel(
                str(folder),
                device="cpu",
                compute_type="int8",
                cpu_threads=2,
                local_files_only=True,
            )
        except Exception as error:  # CTranslate2 raises plain RuntimeError and ValueError
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
        samples = for_hearing(audio)
        silence = Heard("silence", "", (), audio.seconds)
        if audio.seconds < _SHORTEST_S:
            return silence
        spans = spans_of(samples)
        if not spans:
            return silence
        squeezed = _squeeze(samples, spans)
        with self._lock:
            words = self._recognise(squeezed, ", ".join((*VOCABULARY, *vocabulary)))
        text = " ".join("".join(word.word for word in words).split())
        if not any(character.isalnum() for character in text):
            return silence
        placed = tuple(squeezed.placed(word, audio.seconds) for word in words if word.word.strip())
        return Heard("heard", text, placed, audio.seconds)

    def _recognise(self, squeezed: _Squeezed, vocabulary: str) -> list[WhisperWord]:
        """The words, tried again by plainer means while there are more than anyone can say."""
        attempts: tuple[dict[str, Any], ...] = (
            {"hotwords": vocabulary or None},
            {},
            {"no_repeat_ngram_size": 3},
        )
        words: list[WhisperWord] = []
        for options in attempts:
            words = self._transcribe(squeezed, options)
            if len(words) <= _WORDS_PER_S * squeezed.speech_s + 2:
                break
        return words

    def _transcribe(self, squeezed: _Squeezed, options: dict[str, Any]) -> list[WhisperWord]:
        try:
            segments, _ = self._model.transcribe(
                squeezed.samples,
                language="en",
                beam_size=1,
                temperature=0.0,
                condition_on_previous_text=False,
                word_timestamps=True,
                max_new_tokens=int(min(_TOKENS_PER_S * squeezed.speech_s + 16, _MOST_TOKENS)),
                **options,
            )
            return [word for segment in segments for word in segment.words or ()]
        except RuntimeError as error:  # CTranslate2 has no error class of its own
            raise HearError(
                f"Speech recognition failed ({error}).",
                next_step="Say it again, or type it.",
            ) from error


@dataclass(frozen=True, eq=False)
class _Squeezed:
    """Audio without its long silences. ``cuts``: (second here, second in the original) at which
    each kept piece starts; ``speech_s``: how much of it is speech."""

    samples: NDArray[np.float32]
    cuts: tuple[tuple[float, float], ...]
    speech_s: float

    def placed(self, word: WhisperWord, audio_s: float) -> Word:
        """``word`` with its times in the original."""
        # Whisper may start a word in the silence before it, which can be another piece.
        cut = max((cut for cut in self.cuts if cut[0] < word.end), default=self.cuts[0])
        start_s = min(max(cut[1] + max(word.start - cut[0], 0.0), 0.0), audio_s)
        end_s = min(max(cut[1] + word.end - cut[0], start_s), audio_s)
        return Word(
            text=word.word.strip(),
            start_s=round(float(start_s), 3),
            end_s=round(float(end_s), 3),
            probability=round(float(word.probability), 3),
        )


def _squeeze(samples: NDArray[np.float32], spans: Sequence[Span]) -> _Squeezed:
    """Keep speech with 0.3 s around it, and pauses of up to a second whole."""
    pieces: list[tuple[float, float]] = []
    for span in spans:
        start_s, end_s = span.start_s - _EDGE_S, span.end_s + _EDGE_S
        if pieces and start_s - pieces[-1][1] <= _LONGEST_GAP_S - 2 * _EDGE_S:
            start_s = pieces.pop()[0]
        pieces.append((start_s, end_s))
    edge = int(_EDGE_S * HEARING_RATE)
    padded = np.pad(samples, edge)
    kept, cuts, at_s = [], [], 0.0
    for start_s, end_s in pieces:
        first = int(start_s * HEARING_RATE) + edge
        piece = padded[first : int(end_s * HEARING_RATE) + edge]
        kept.append(piece)
        cuts.append((at_s, start_s))
        at_s += len(piece) / HEARING_RATE
    speech_s = sum(span.end_s - span.start_s for span in spans)
    return _Squeezed(np.concatenate(kept), tuple(cuts), speech_s)
