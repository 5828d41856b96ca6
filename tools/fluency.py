"""How an answer was delivered: pace, pauses, response latency. Figures, not judgements."""

from __future__ import annotations

from dataclasses import dataclass


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
