"""From sound to the 64-band log-mel picture that the voice network knows.

Exactly what CREMA-D's pictures were made by: 16 kHz mono, 3 s, zero-padded; mel power spectrogram
(1,024-point window, hop 256, 128 bands); decibels below the loudest cell, at most 80; stretched to
0..1 per clip; neighbouring bands averaged in power; 6 bits.  Absolute loudness is lost.
"""

from __future__ import annotations

from functools import cache
from typing import Any, cast

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.sparse import csr_array

RATE = 16_000
SECONDS = 3.0
SAMPLES = 48_000
LEVELS = 63
_WINDOW, _HOP, _BANDS = 1024, 256, 128
_FLOOR = 1e-10


def mel_picture(samples: NDArray[np.float32]) -> NDArray[np.uint8]:
    """(n,) samples at 16 kHz -> (64, 188) values 0..63, row 0 the lowest band.

    Only the first 3 s are used; shorter sound is padded with zeros.  Silence gives zeros.
    """
    clip = np.zeros(SAMPLES, np.float32)
    first = samples[:SAMPLES]
    clip[: len(first)] = first
    power = _mel_power(clip)
    loudest = max(float(power.max()), _FLOOR)
    decibels = 10 * np.log10(np.maximum(power, _FLOOR) / loudest)
    decibels = np.maximum(decibels, decibels.max() - 80)
    low, high = float(decibels.min()), float(decibels.max())
    if high - low < 1e-6:
        return np.zeros((64, 188), np.uint8)
    unit = (decibels - low) / (high - low)
    linear = 10.0 ** (unit * 8)
    halved = np.log10((linear[0::2] + linear[1::2]) / 2) / 8
    return (np.round(halved * 255).astype(np.int64) // 4).astype(np.uint8)


def _mel_power(clip: NDArray[np.float32]) -> NDArray[np.float64]:
    """(48000,) -> (128, 188): what librosa.feature.melspectrogram gives; the test compares them.
    librosa itself takes seconds to import, and this is on the path of every turn."""
    padded = np.pad(clip, _WINDOW // 2)
    frames = np.lib.stride_tricks.sliding_window_view(padded, _WINDOW)[::_HOP]
    spectrum = np.abs(np.fft.rfft(frames * _hann(), axis=1)) ** 2
    return np.asarray(_filters() @ spectrum.T)


@cache
def _hann() -> NDArray[np.float64]:
    return 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(_WINDOW) / _WINDOW)


@cache
def _filters() -> csr_array:
    """(128, 513) triangles of equal area on Slaney's mel scale (linear below 1 kHz), 0 to 8 kHz.

    Sparse, not for the few products saved but because numpy's product of full matrices wakes
    threads of its own, which then fight with those of torch for the processor: three times as
    slow on two cores.
    """
    per_mel, bend, log_step = 200 / 3, 1000.0, np.log(6.4) / 27
    top = bend / per_mel + np.log(RATE / 2 / bend) / log_step
    mels = np.linspace(0, top, _BANDS + 2)
    above = bend * np.exp(log_step * (mels - bend / per_mel))
    hertz = np.where(mels < bend / per_mel, mels * per_mel, above)
    bins = np.fft.rfftfreq(_WINDOW, 1 / RATE)
    slopes = hertz[:, None] - bins[None]
    rise = -slopes[:-2] / np.diff(hertz)[:-1, None]
    fall = slopes[2:] / np.diff(hertz)[1:, None]
    area = 2 / (hertz[2:] - hertz[:-2])
    return csr_array(np.maximum(0, np.minimum(rise, fall)) * area[:, None])


def frames_of(samples: int) -> int:
    """How many of the 188 frames hold sound rather than padding."""
    return min(188, samples // 256 + 1)


def colours(pictures: NDArray[np.uint8], frames: NDArray[np.int64]) -> NDArray[np.float64]:
    """The mean picture over the frames that are sound, less its own mean: (n, 64, 188) -> (n, 64).
    It shows microphone and room more than mood."""
    sound = np.arange(pictures.shape[2])[None, None] < np.maximum(frames, 16)[:, None, None]
    profile = (pictures * sound).sum(axis=2) / sound.sum(axis=2)
    return profile - profile.mean(axis=1, keepdims=True)


def strangeness(
    colour: NDArray[np.float64], known: NDArray[np.float64]
) -> NDArray[np.floating[Any]]:
    """How far colours (..., 64) lie from the one that was learned from, in steps of 1.27 dB."""
    return np.abs(colour - known).mean(axis=-1)


class LogMel(torch.nn.Module):
    """``compute_features`` of the SpeechBrain model: (n, samples) at 16 kHz -> (n, 188, 64)."""

    def forward(self, waves: torch.Tensor) -> torch.Tensor:
        pictures = np.stack([mel_picture(wave) for wave in waves.cpu().numpy()])
        return as_features(cast("NDArray[np.uint8]", pictures))


def as_features(pictures: NDArray[np.uint8]) -> torch.Tensor:
    """(n, 64, 188) of 0..63 -> (n, 188, 64) float32 in -2..2, time first as SpeechBrain has it."""
    return (torch.from_numpy(pictures).float().transpose(1, 2) / LEVELS - 0.5) * 4


class AsIs(torch.nn.Module):
    """``mean_var_norm`` of the SpeechBrain model: the pictures are normalised already."""

    def forward(self, features: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
        return features
