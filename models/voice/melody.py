"""How the pitch and the loudness of a clip move: what mel bands blur."""

from __future__ import annotations

import itertools
from functools import cache

import numpy as np
from numpy.typing import NDArray

_RATE, _WINDOW, _HOP, _PARTS = 16_000, 1024, 320, 10
_LOWEST_HZ, _HIGHEST_HZ = 70, 600
_VOICED, _LOUD_DB = 0.45, -35.0
MELODY = 45


def melody(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """(n,) at 16 kHz -> (MELODY,) numbers.

    Pitch by autocorrelation (Boersma 1993: divided by that of the window) in semitones over its
    voiced frames, and loudness in decibels below the loudest frame: how each lies, moves, and goes
    through ten parts of the clip one after another. Sound without a voice gives zeros for pitch.
    """
    frames = _frames(samples)
    level = 10 * np.log10((frames**2).mean(axis=1) + 1e-10)
    level -= level.max()
    loud = np.flatnonzero(level > _LOUD_DB)
    frames, level = frames[loud[0] : loud[-1] + 1], level[loud[0] : loud[-1] + 1]
    semitones, periodic = _pitch(frames)
    voiced = (periodic > _VOICED) & (level > _LOUD_DB)
    pitch = semitones[voiced] if voiced.any() else np.zeros(1)
    steps = np.diff(semitones)[voiced[1:] & voiced[:-1]]
    steps = steps[np.abs(steps) < 4]  # a larger leap is a slip of an octave
    middle = float(np.median(pitch))
    return np.concatenate(
        [
            _spread(pitch),
            [np.abs(steps).mean() if len(steps) else 0.0, steps.mean() if len(steps) else 0.0],
            _through(np.where(voiced, semitones, middle)),
            [voiced.mean(), periodic.mean(), periodic.std()],
            _spread(level),
            [np.abs(np.diff(level)).mean() if len(level) > 1 else 0.0],
            _through(level),
            [level[voiced].mean() if voiced.any() else 0.0, len(level), (~voiced).sum()],
            [np.polyfit(np.arange(len(pitch)), pitch, 1)[0] if len(pitch) > 2 else 0.0],
            [np.ptp(pitch)],
        ]
    ).astype(np.float32)


def _frames(samples: NDArray[np.float32]) -> NDArray[np.float64]:
    padded = np.pad(samples.astype(np.float64), (0, max(0, _WINDOW - len(samples))))
    return np.lib.stride_tricks.sliding_window_view(padded, _WINDOW)[::_HOP]


def _pitch(frames: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Semitones above 70 Hz, and how periodic, of each frame."""
    window, shape = _shape()
    centred = (frames - frames.mean(axis=1, keepdims=True)) * window
    power = np.abs(np.fft.rfft(centred, 2 * _WINDOW, axis=1)) ** 2
    lags = np.fft.irfft(power, axis=1)[:, : _RATE // _LOWEST_HZ + 1]
    alike = lags / (lags[:, :1] + 1e-12) / shape[: lags.shape[1]]
    first = _RATE // _HIGHEST_HZ
    # a short lag wins over its multiples, which fit as well
    choice = alike[:, first:] - 0.03 * np.log2(np.arange(first, lags.shape[1]) / first)
    best = choice.argmax(axis=1) + first
    return 12 * np.log2(_RATE / best / _LOWEST_HZ), alike[np.arange(len(best)), best].clip(0, 1)


@cache
def _shape() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    window = np.hanning(_WINDOW)
    spectrum = np.abs(np.fft.rfft(window, 2 * _WINDOW)) ** 2
    own = np.fft.irfft(spectrum)[:_WINDOW]
    return window, own / own[0]


def _spread(values: NDArray[np.float64]) -> NDArray[np.float64]:
    quantiles = np.quantile(values, [0.05, 0.25, 0.5, 0.75, 0.95])
    return np.array([values.mean(), values.std(), *quantiles])


def _through(values: NDArray[np.float64]) -> NDArray[np.float64]:
    edges = np.linspace(0, len(values), _PARTS + 1).astype(int)
    return np.array([values[a : max(b, a + 1)].mean() for a, b in itertools.pairwise(edges)])
