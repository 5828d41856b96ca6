"""Clips of real sound as log-mels to train on: silence trimmed, loudness taken out, three speeds.

Unlike CREMA-D's pictures these are made from the audio, so the front end is free: 16 kHz mono,
silence below -35 dB at both ends cut off, one loudness for all, 64 mel bands of 64 ms windows every
20 ms in decibels.  Each clip is described at 0.9, 1 and 1.1 times its speed, pitch with it: all
three are learned from, and an answer is the mean over them.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.voice.melody import MELODY, melody
from models.voice.ravdess import CLASSES, Recording, recordings
from viva.settings import Settings

RATE, BANDS = 16_000, 64
SUMMARY = 1218 + MELODY
SPEEDS = (1.0, 0.9, 1.1)
_WINDOW, _HOP, _SHORTEST = 1024, 320, 8
_FLOOR_DB = -80.0
_LAG = 5  # frames: a tenth of a second
_MODULATIONS = (1, 3, 6, 10, 16, 24, 40, 64, 128)  # of 256 parts of the frame rate, 0.2 to 25 Hz
_CACHE = "mels-2"  # another number for another front end


@dataclass(frozen=True, eq=False)
class Sounds:
    """``mels[speed]``: for each clip (frames, 64) float16 decibels. ``melody``: (n, MELODY) of the
    clips at their own speed. ``labels``: (n,) index into ``classes``.
    ``speaker``: (n,) a number for each. ``fold``: (n,). ``male``: (n,)."""

    mels: dict[float, list[NDArray[np.float16]]]
    melody: NDArray[np.float32]
    labels: NDArray[np.int64]
    speaker: NDArray[np.int64]
    fold: NDArray[np.int64]
    male: NDArray[np.bool_]
    classes: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.labels)


def log_mels(samples: NDArray[np.float32], speed: float = 1.0) -> NDArray[np.float16]:
    """(n,) at 16 kHz -> (frames, 64) decibels, at least 8 frames, at most 80 dB below the loudest
    cell. Silence gives the floor throughout."""
    import librosa

    if len(samples) and speed != 1.0:
        samples = librosa.resample(
            samples, orig_sr=round(RATE * speed), target_sr=RATE, res_type="soxr_hq"
        )
    trimmed = librosa.effects.trim(samples, top_db=35)[0] if samples.any() else samples
    trimmed = trimmed / max(float(np.sqrt((trimmed**2).mean())) if len(trimmed) else 0.0, 1e-6)
    missing = max(0, _SHORTEST * _HOP - len(trimmed))
    power = librosa.feature.melspectrogram(
        y=np.pad(trimmed, (0, missing)).astype(np.float32),
        sr=RATE, n_fft=_WINDOW, hop_length=_HOP, n_mels=BANDS, fmin=50,
    )  # fmt: skip
    decibels = 10 * np.log10(np.maximum(power, 1e-10))
    return np.maximum(decibels, decibels.max() + _FLOOR_DB).T.astype(np.float16)


def ravdess_sounds(settings: Settings, say: Callable[[str], None] = print) -> Sounds:
    """RAVDESS described once and kept in the cache.

    Raises:
        SettingsError: the data set is not there, saying how to get it.
    """
    key = fingerprint(settings.data / "ravdess")
    return described(lambda: recordings(settings.data), CLASSES, key, settings, say)


def described(
    read: Callable[[], Iterable[Recording]],
    classes: Sequence[str],
    key: str,
    settings: Settings,
    say: Callable[[str], None] = print,
) -> Sounds:
    """The clips that ``read`` gives, described; kept in the cache under ``key``."""
    cache = settings.cache_dir / "voice_mels"
    kept = cache / f"{_CACHE}-{key}.npz"
    if not kept.is_file():
        # an unusable source fails here, before anything is written
        clips = list(read())
        say(f"describing {len(clips)} clips at {len(SPEEDS)} speeds, once")
        cache.mkdir(parents=True, exist_ok=True)
        part = kept.with_suffix(".part.npz")
        np.savez(part, allow_pickle=False, **_arrays(clips, classes))
        part.replace(kept)
    with np.load(kept) as found:
        return _sounds(dict(found), tuple(classes))


def fingerprint(source: Path, *more: str) -> str:
    """Changes with the files of ``source``, their sizes and times, and with ``more``."""
    files = sorted(path for path in source.rglob("*") if path.is_file())
    stats = [(str(p.relative_to(source)), p.stat().st_size, p.stat().st_mtime_ns) for p in files]
    return hashlib.sha256(repr((stats, more)).encode()).hexdigest()[:16]


def _arrays(clips: Sequence[Recording], classes: Sequence[str]) -> dict[str, NDArray[Any]]:
    found: dict[str, NDArray[Any]] = {
        "melody": np.stack([melody(clip.samples) for clip in clips]),
        "labels": np.array([classes.index(clip.emotion) for clip in clips], np.int64),
        "speaker": np.array([clip.actor for clip in clips], np.int64),
        "fold": np.array([clip.fold for clip in clips], np.int64),
        "male": np.array([clip.male for clip in clips], np.bool_),
    }
    for speed in SPEEDS:
        mels = [log_mels(clip.samples, speed) for clip in clips]
        found[f"mels_{speed}"] = np.concatenate(mels)
        found[f"frames_{speed}"] = np.array([len(one) for one in mels], np.int64)
    return found


def _sounds(found: dict[str, NDArray[Any]], classes: tuple[str, ...]) -> Sounds:
    mels = {}
    for speed in SPEEDS:
        ends = np.cumsum(found[f"frames_{speed}"])
        mels[speed] = np.split(found[f"mels_{speed}"], ends[:-1])
    named = {name: found[name] for name in ("melody", "labels", "speaker", "fold", "male")}
    return Sounds(mels=mels, classes=classes, **named)


def normalised(sounds: Sounds, by: NDArray[np.int64]) -> dict[float, list[NDArray[np.float32]]]:
    """Every band to mean 0 and deviation 1 over all clips with the same number in ``by`` (n,), each
    speed for itself. No label is looked at. A speaker's number takes the speaker out; a number of
    its own for each clip takes the clip's own colour out; one number for all only scales."""
    done = {}
    for speed, mels in sounds.mels.items():
        out: list[NDArray[np.float32]] = [np.zeros(0, np.float32)] * len(mels)
        for number in np.unique(by):
            mine = np.flatnonzero(by == number)
            all_frames = np.concatenate([mels[at] for at in mine]).astype(np.float32)
            mean, deviation = all_frames.mean(axis=0), all_frames.std(axis=0) + 1e-3
            for at in mine:
                out[at] = (mels[at].astype(np.float32) - mean) / deviation
        done[speed] = out
    return done


def summary(mels: NDArray[np.floating[Any]]) -> NDArray[np.float32]:
    """(frames, 64) decibels of one clip -> (1218,): how its 26 cepstra and their slopes lie over
    time, their means in ten parts of the clip one after another, how long it is, how the cepstra
    go together, now and a tenth of a second later, and how fast each of them swings."""
    import scipy.fft

    cepstra = np.asarray(scipy.fft.dct(mels.astype(np.float32), axis=1, norm="ortho"))[:, :26]
    slopes = cepstra[2:] - cepstra[:-2]
    found: list[Any] = []
    for track in (cepstra, slopes):
        quantiles = np.quantile(track, [0.05, 0.25, 0.5, 0.75, 0.95], axis=0)
        found += [track.mean(axis=0), track.std(axis=0), *quantiles]
    found += [np.abs(slopes).mean(axis=0), np.array([len(mels)])]
    edges = np.linspace(0, len(mels), 11).astype(int)
    found += [cepstra[a : max(b, a + 1)].mean(axis=0) for a, b in itertools.pairwise(edges)]
    found += [_together(cepstra), _swings(cepstra).ravel()]
    return np.concatenate(found).astype(np.float32)


def _together(cepstra: NDArray[np.floating[Any]]) -> NDArray[np.floating[Any]]:
    """(frames, 26) -> (359,): the correlation of each two of the first 20, and of each of the first
    13 with each of them ``_LAG`` frames later."""
    level = (cepstra - cepstra.mean(axis=0)) / (cepstra.std(axis=0) + 1e-3)
    some, few = level[:, :20], level[:, :13]
    later = few[_LAG:].T @ few[:-_LAG] / (len(few) - _LAG)
    now = some.T @ some / len(some)
    return np.concatenate([now[np.triu_indices(20, 1)], later.ravel()])


def _swings(cepstra: NDArray[np.floating[Any]]) -> NDArray[np.floating[Any]]:
    """(frames, 26) -> (8, 26): the power of each cepstrum's course over time in eight bands of
    frequency (the modulation spectrum), as a logarithm."""
    power = np.abs(np.fft.rfft(cepstra - cepstra.mean(axis=0), 256, axis=0)) ** 2
    bands = [power[a:b].mean(axis=0) for a, b in itertools.pairwise(_MODULATIONS)]
    return np.log(np.stack(bands) + 1e-3)


def summaries(
    sounds: Sounds, by: NDArray[np.int64], over: NDArray[np.int64] | None = None
) -> dict[float, NDArray[np.float32]]:
    """(n, SUMMARY) for each speed, :func:`summary` and melody of the clips, every number brought to
    mean 0 and deviation 1 over all clips with the same number in ``by`` (n,), or over the clips
    ``over``. No label is looked at. Another speed moves the pitch of all clips alike, so the melody
    is that of the plain one."""
    done = {}
    for speed in sounds.mels:
        found = whole_summaries(sounds, speed)
        for number in np.unique(by):
            mine = by == number
            mean, spread = scale_of(found[mine if over is None else over])
            found[mine] = ((found[mine] - mean) / spread).clip(-5, 5)
        done[speed] = found
    return done


def whole_summaries(sounds: Sounds, speed: float = 1.0) -> NDArray[np.float32]:
    """(n, SUMMARY) as they are, on no common scale."""
    cepstral = np.stack([summary(one) for one in sounds.mels[speed]])
    return np.concatenate([cepstral, sounds.melody], axis=1)


def scale_of(found: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Mean and deviation of each number over the clips."""
    return found.mean(axis=0), found.std(axis=0) + np.float32(1e-6)
