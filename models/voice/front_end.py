"""From sound to the 64-band log-mel picture that the voice network knows.

Exactly what CREMA-D's pictures were made by: 16 kHz mono, 3 s, zero-padded; mel power spectrogram
(1,024-point window, hop 256, 128 bands); decibels below the loudest cell, at most 80; stretched to
0..1 per clip; neighbouring bands averaged in power; 6 bits.  Absolute loudness is lost.
"""

from __future__ import annotations

from typing import cast

import numpy as np
import torch
from numpy.typing import NDArray

RATE = 16_000
SECONDS = 3.0
SAMPLES = 48_000
LEVELS = 63


def mel_picture(samples: NDArray[np.float32]) -> NDArray[np.uint8]:
    """(n,) samples at 16 kHz -> (64, 188) values 0..63, row 0 the lowest band.

    Only the first 3 s are used; shorter sound is padded with zeros.  Silence gives zeros.
    """
    import librosa

    clip = np.zeros(SAMPLES, np.float32)
    first = samples[:SAMPLES]
    clip[: len(first)] = first
    power = librosa.feature.melspectrogram(
        y=clip, sr=RATE, n_fft=1024, hop_length=256, n_mels=128, power=2.0
    )
    decibels = librosa.power_to_db(power, ref=np.max)
    low, high = float(decibels.min()), float(decibels.max())
    if high - low < 1e-6:
        return np.zeros((64, 188), np.uint8)
    unit = (decibels - low) / (high - low)
    linear = 10.0 ** (unit * 8)
    halved = np.log10((linear[0::2] + linear[1::2]) / 2) / 8
    return (np.round(halved * 255).astype(np.int64) // 4).astype(np.uint8)


def frames_of(samples: int) -> int:
    """How many of the 188 frames hold sound rather than padding."""
    return min(188, samples // 256 + 1)


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
