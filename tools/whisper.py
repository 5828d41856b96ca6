"""Whisper on up to 30 s of sound at a time: encoded once, decoded as often as it takes.

faster-whisper's own ``transcribe`` encodes again for each stretch that it thinks is left over, and
for each attempt; on a laptop the encoder is nine tenths of the time.  This uses its parts: the
features, the encoder, greedy decoding without time stamps, and alignment for the times of words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tools.sound import HEARING_RATE

LONGEST_S = 30.0
_MOST_TOKENS = 200  # with a prompt of at most 223 they fit Whisper's 448
_TOKENS_PER_WORD = 2  # generous: English takes 1.3
_NO_SPEECH, _UNSURE = 0.6, -1.0  # what Whisper itself takes for silence
_OPENS, _CLOSES = "\"'“¿([{-", "\"'.。,，!！?？:：”)]}、"  # punctuation that belongs to a word
_FRAMES = 3_000  # of 10 ms: the 30 s that Whisper was trained on


@dataclass(frozen=True)
class Timed:
    """A word as Whisper wrote it, with the space before it; seconds from the start of the sound."""

    text: str
    start_s: float
    end_s: float
    probability: float


class Whisper:
    """A CTranslate2 Whisper in int8 on two threads. Not for several threads at once."""

    def __init__(self, folder: Path) -> None:
        """Raises RuntimeError, ValueError or OSError if there is no such model in ``folder``."""
        from faster_whisper import WhisperModel
        from faster_whisper.tokenizer import Tokenizer

        self._model = WhisperModel(
            str(folder), device="cpu", compute_type="int8", cpu_threads=2, local_files_only=True
        )
        self._tokenizer = Tokenizer(
            self._model.hf_tokenizer, multilingual=True, task="transcribe", language="en"
        )
        self._never = [*self._tokenizer.non_speech_tokens, *_special(self._tokenizer)]

    def words(
        self, samples: NDArray[np.float32], *, said_before: str, most_words: int
    ) -> list[Timed]:
        """What is said in at most 30 s at 16 kHz; empty if Whisper hears no speech.

        More than ``most_words`` is taken for a loop of the decoder, and decoded again by plainer
        means: without ``said_before``, then without saying the same three tokens twice.
        """
        features = self._model.feature_extractor(samples)[:, :_FRAMES]
        frames = features.shape[1]
        encoded = self._model.encode(np.pad(features, ((0, 0), (0, _FRAMES - frames))))
        words: list[Timed] = []
        for tokens in self._attempts(encoded, said_before, most_words):
            words = self._aligned(tokens, encoded, min(frames, int(len(samples) / 160)))
            if len(words) <= most_words:
                break
        return words

    def _attempts(self, encoded, said_before: str, most_words: int) -> Iterator[list[int]]:
        most_tokens = min(_TOKENS_PER_WORD * most_words + 8, _MOST_TOKENS)
        for before, ngram in ((said_before, 0), ("", 0), ("", 3)):
            prompt = self._model.get_prompt(
                self._tokenizer, [], without_timestamps=True, hotwords=before or None
            )
            (result,) = self._model.model.generate(
                encoded,
                [prompt],
                beam_size=1,
                max_length=len(prompt) + most_tokens,
                no_repeat_ngram_size=ngram,
                suppress_blank=True,
                suppress_tokens=self._never,
                return_scores=True,
                return_no_speech_prob=True,
            )
            unsure = result.scores[0] < _UNSURE  # the score is the mean log probability
            if result.no_speech_prob > _NO_SPEECH and unsure:
                yield []
            else:
                yield result.sequences_ids[0]

    def _aligned(self, tokens: list[int], encoded, frames: int) -> list[Timed]:
        from faster_whisper.transcribe import merge_punctuations

        text = [token for token in tokens if token < self._tokenizer.eot]
        if not text:
            return []
        aligned: Any = self._model.find_alignment(
            self._tokenizer,
            [text],  # pyright: ignore[reportArgumentType] - a list of texts, whatever it says
            encoded,
            frames,
        )
        (found,) = aligned
        merge_punctuations(found, _OPENS, _CLOSES)
        ends_s = frames * 160 / HEARING_RATE
        return [
            Timed(
                text=word["word"],
                start_s=float(min(word["start"], ends_s)),
                end_s=float(min(word["end"], ends_s)),
                probability=float(word["probability"]),
            )
            for word in found
            if word["word"].strip()
        ]


def _special(tokenizer) -> tuple[int, ...]:
    """Marks that steer Whisper and are never text."""
    return (
        tokenizer.transcribe,
        tokenizer.translate,
        tokenizer.sot,
        tokenizer.sot_prev,
        tokenizer.sot_lm,
        tokenizer.no_speech,
    )
