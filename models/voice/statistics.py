"""The classical rows of the table: global statistics of sound, and a support vector machine.

On RAVDESS frames of 50 ms every 25 ms give energy, entropy of energy, zero crossings, spectral
centroid, spread, flux, roll-off and 13 MFCCs, and the first difference of each; ten statistics over
time of these 40 describe a clip.  CREMA-D is there as log-mels alone, so its bands are described.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models import measures
from models.voice import protocol
from models.voice.data import CLASSES as CREMA_CLASSES
from models.voice.data import load_crema
from models.voice.front_end import RATE
from models.voice.ravdess import CLASSES, recordings
from viva.settings import Settings

_WINDOW, _HOP, _TINY = 800, 400, 1e-10


def describe(samples: NDArray[np.float32]) -> NDArray[np.float64]:
    """(n,) at 16 kHz -> (400,): silence at both ends trimmed, loudness taken out."""
    import librosa
    import scipy.stats

    trimmed, _ = librosa.effects.trim(samples, top_db=35)
    level = trimmed / max(float(np.sqrt((trimmed**2).mean())), 1e-6)
    tracks = _tracks(level.astype(np.float64))
    tracks = np.concatenate([tracks[:, 1:], np.diff(tracks, axis=1)])
    quarters = np.quantile(tracks, [0.25, 0.5, 0.75], axis=1)
    return np.nan_to_num(
        np.concatenate(
            [
                tracks.mean(axis=1),
                tracks.std(axis=1),
                tracks.min(axis=1),
                tracks.max(axis=1),
                np.ptp(tracks, axis=1),
                *quarters,
                scipy.stats.skew(tracks, axis=1),
                scipy.stats.kurtosis(tracks, axis=1),
            ]
        )
    )


def _tracks(samples: NDArray[np.float64]) -> NDArray[np.float64]:
    """(20, frames): the features over time."""
    import librosa

    padded = np.pad(samples, (0, max(0, 3 * _WINDOW - len(samples))))
    frames = np.lib.stride_tricks.sliding_window_view(padded, _WINDOW)[::_HOP]
    parts = frames[:, : _WINDOW // 10 * 10].reshape(len(frames), 10, -1)
    energies = (parts**2).sum(axis=2) + _TINY
    shares = energies / energies.sum(axis=1, keepdims=True)
    spectrum = np.abs(np.fft.rfft(frames * np.hamming(_WINDOW), axis=1)) + _TINY
    weights = spectrum / spectrum.sum(axis=1, keepdims=True)
    hertz = np.fft.rfftfreq(_WINDOW, 1 / RATE)
    centroid = weights @ hertz
    spread = np.sqrt((weights * (hertz[None] - centroid[:, None]) ** 2).sum(axis=1))
    flux = np.concatenate([[0.0], (np.diff(weights, axis=0) ** 2).sum(axis=1)])
    rolled = (np.cumsum(spectrum**2, axis=1) >= 0.9 * (spectrum**2).sum(axis=1)[:, None]).argmax(1)
    bands = librosa.filters.mel(sr=RATE, n_fft=_WINDOW, n_mels=40)
    decibels = 10 * np.log10(bands @ (spectrum**2).T + _TINY)
    return np.stack(
        [
            np.log(energies.sum(axis=1)),
            -(shares * np.log2(shares)).sum(axis=1),
            (np.diff(np.sign(frames), axis=1) != 0).mean(axis=1),
            centroid,
            spread,
            flux,
            hertz[rolled],
            *librosa.feature.mfcc(S=decibels, n_mfcc=13),
        ]
    ).astype(np.float64)


def measure(settings: Settings, target: Path, say: Callable[[str], None] = print) -> dict[str, Any]:
    """RAVDESS by both protocols, in ``models/voice/protocol.py``; written to ``target``."""
    clips = list(recordings(settings.data))
    features = np.stack([describe(clip.samples) for clip in clips])
    labels = np.array([CLASSES.index(clip.emotion) for clip in clips], np.int64)
    say(f"{len(clips)} clips described by {features.shape[1]} numbers")
    folds = protocol.speaker_folds(np.array([clip.fold for clip in clips]))
    results = {
        "about": measures.provenance(0, "RAVDESS, 8 classes", "viva train statistics"),
        "random_80_20": _over(protocol.random_splits(len(clips)), features, labels, CLASSES),
        "speaker_independent": _over(folds, features, labels, CLASSES),
    }
    return _written(results, target)


def measure_crema(
    settings: Settings, target: Path, say: Callable[[str], None] = print
) -> dict[str, Any]:
    """CREMA-D's five speaker-independent folds, each clip as statistics of its 64 bands over the
    frames that are sound; written to ``target``."""
    clips = load_crema(settings.data)
    pairs = zip(clips.mels, clips.frames, strict=True)
    features = np.stack([_of_bands(mel[:, : max(16, n)].astype(np.float64)) for mel, n in pairs])
    say(f"{len(clips)} clips described by {features.shape[1]} numbers")
    folds = protocol.speaker_folds(clips.fold)
    results = {
        "about": measures.provenance(
            0, "CREMA-D log-mels, 5 speaker-independent folds", "viva train bands"
        ),
        "speaker_independent": _over(folds, features, clips.labels, CREMA_CLASSES, say),
    }
    return _written(results, target)


def _of_bands(mel: NDArray[np.float64]) -> NDArray[np.float64]:
    """(64, frames) -> (448,): mean, deviation and three quantiles of each band over time, and mean
    size and deviation of its steps."""
    steps = np.diff(mel, axis=1)
    return np.concatenate(
        [
            mel.mean(axis=1),
            mel.std(axis=1),
            *np.quantile(mel, [0.1, 0.5, 0.9], axis=1),
            np.abs(steps).mean(axis=1),
            steps.std(axis=1),
        ]
    )


def _written(results: dict[str, Any], target: Path) -> dict[str, Any]:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    return results


def _over(
    tests: protocol.Masks,
    features: NDArray[np.float64],
    labels: NDArray[np.int64],
    classes: tuple[str, ...],
    say: Callable[[str], None] = lambda line: None,
) -> dict[str, Any]:
    """Figures over all test parts together, and the accuracy of each."""
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler
    from sklearn.svm import SVC

    votes, truth = [], []
    for name, test in tests.items():
        machine = make_pipeline(StandardScaler(), SVC(C=10, gamma="scale"))
        machine.fit(features[~test], labels[~test])
        votes.append(np.log(np.eye(len(classes))[machine.predict(features[test])] + 1e-9))
        truth.append(labels[test])
        say(f"{name}: {(votes[-1].argmax(axis=1) == truth[-1]).mean():.1%}")
    figures = protocol.pooled(votes, truth, classes)
    figures.pop("calibration_error")  # a support vector machine says a class and no probability
    return figures
