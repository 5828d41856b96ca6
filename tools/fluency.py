"""How an answer was delivered: pace, pauses, response latency. Figures, not judgements."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from tools.ports import Heard
from tools.turn import Span

_SHORTEST_PAUSE_S = 0.25
_FEWEST_WORDS = 5  # below this a pace says nothing


@dataclass(frozen=True)
class Pause:
    """Silence of at least 0.25 s between two stretches of speech."""

    start_s: float
    end_s: float


@dataclass(frozen=True)
class Fluency:
    """``latency_s``: from the end of the question's sound to the first speech; None if not known.
    ``pace_wpm``: words per minute of speaking time, pauses left out; None below 5 words.
    ``speech_share``: speech as a share of the time between first and last speech, 0..1."""

    audio_s: float
    speech_s: float
    words: int
    latency_s: float | None
    pace_wpm: float | None
    pauses: tuple[Pause, ...]
    longest_pause_s: float
    speech_share: float


def measure(heard: Heard, spans: Sequence[Span], *, question_ended_at_s: float | None) -> Fluency:
    """The figures of one spoken answer. Pure.

    ``spans``: where there is speech, in order, from :func:`tools.turn.speech_spans` on the same
    audio.  ``question_ended_at_s``: when the question's sound ended, on the clock of the audio, so
    below zero if recording began later; an answer that began before then has a latency of 0.
    """
    speech_s = sum(span.end_s - span.start_s for span in spans)
    gaps = [
        Pause(before.end_s, after.start_s)
        for before, after in itertools.pairwise(spans)
        if round(after.start_s - before.end_s, 3) >= _SHORTEST_PAUSE_S
    ]
    words = len(heard.text.split())
    latency_s = None
    if spans and question_ended_at_s is not None:
        latency_s = round(max(spans[0].start_s - question_ended_at_s, 0.0), 3)
    whole_s = spans[-1].end_s - spans[0].start_s if spans else 0.0
    return Fluency(
        audio_s=round(heard.audio_s, 3),
        speech_s=round(speech_s, 3),
        words=words,
        latency_s=latency_s,
        pace_wpm=round(60 * words / speech_s, 1) if words >= _FEWEST_WORDS and speech_s else None,
        pauses=tuple(gaps),
        longest_pause_s=round(max((p.end_s - p.start_s for p in gaps), default=0.0), 3),
        speech_share=round(min(speech_s / whole_s, 1.0), 3) if whole_s else 0.0,
    )
