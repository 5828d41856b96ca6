"""Plain work on samples, shared by hearing, turn taking and speaking."""

from __future__ import annotations

import numpy as np
import soxr
from numpy.typing import NDArray

from tools.ports import Audio
from viva.errors import InputRefused

HEARING_RATE = 16_000  # what Whisper, Silero and smart-turn were trained on
_LOWEST_RATE, _HIGHEST_RATE = 4_000, 384_000
_QUIETEST_PEAK = 0.002  # -54 dBFS: below this there is nothing to bring up
_LEVEL = 0.5


def for_hearing(audio: Audio) -> NDArray[np.float32]:
    """The samples at 16 kHz, without DC offset, brought to a common peak level.

    A microphone that is turned down is brought up, by 30 dB at most; recordings that peak below
    -54 dBFS are left as they are.

    Raises:
        InputRefused: this is not mono float audio with finite samples at a usable rate.
    """
    samples = audio.samples
    if samples.ndim != 1 or not np.issubdtype(samples.dtype, np.floating):
        raise InputRefused(
            "The recording is not mono sound in floating point.",
            next_step="Convert it to one channel with values from -1 to 1.",
        )
    if not _LOWEST_RATE <= audio.rate <= _HIGHEST_RATE:
        raise InputRefused(
            f"A recording at {audio.rate} samples per second cannot be used.",
            next_step="Record at 8,000 to 48,000 samples per second.",
        )
    if not np.isfinite(samples).all():
        raise InputRefused(
            "The recording is damaged: some of its samples are not numbers.",
            next_step="Record it again.",
        )
    if not len(samples):
        return np.zeros(0, np.float32)
    level = samples.astype(np.float32) - np.float32(samples.mean(dtype=np.float64))
    at_rate = resample(level, audio.rate, HEARING_RATE)
    peak = float(np.abs(at_rate).max(initial=0.0))
    if peak < _QUIETEST_PEAK:
        return at_rate
    return at_rate * np.float32(min(_LEVEL / peak, 31.6))


def resample(samples: NDArray[np.float32], rate: float, to_rate: float) -> NDArray[np.float32]:
    """Band-limited resampling (soxr, high quality) of samples of shape (n,)."""
    if rate == to_rate or not len(samples):
        return samples
    return np.asarray(soxr.resample(samples, rate, to_rate, quality="HQ"), dtype=np.float32)
