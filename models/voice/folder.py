"""Anybody's recordings as something to train on: a folder of WAV, FLAC or MP3 files by class.

Either ``FOLDER/train/CLASS/*.wav`` with ``test`` beside it and, if wanted, ``validation``; or
``FOLDER/CLASS/*.wav``, and a random fifth of each class is measured on.  Who speaks is not known,
so the same person may be on both sides, and the figure says little about anybody else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.voice.ravdess import Recording
from models.voice.sounds import RATE
from viva.errors import SettingsError

SUFFIXES = (".wav", ".flac", ".mp3")
PARTS = ("train", "validation", "test")
LONGEST_S = 30.0  # of a file; what comes later is not learned from
_LAYOUT = (
    "Lay it out as FOLDER/CLASS/*.wav, or as FOLDER/train/CLASS/*.wav with FOLDER/test/CLASS/*.wav "
    "(and validation, if you like); WAV, FLAC and MP3 are read."
)


@dataclass(frozen=True)
class Layout:
    """``files``: (path, index into ``classes``, index into PARTS), in a fixed order. ``split``: how
    the parts came about."""

    classes: tuple[str, ...]
    files: tuple[tuple[Path, int, int], ...]
    split: str

    def part(self, name: str) -> NDArray[np.int64]:
        """The numbers of the files in that part."""
        wanted = PARTS.index(name)
        found = [at for at, (_, _, part) in enumerate(self.files) if part == wanted]
        return np.array(found, np.int64)


def look_through(folder: Path, seed: int = 0) -> Layout:
    """Which files the folder has, of which class, for what.

    Raises:
        SettingsError: no such folder, not laid out so, fewer than two classes, a class that is
            measured and not learned, or too few files, naming them.
    """
    if not folder.is_dir():
        raise SettingsError(f"There is no folder {folder}.", next_step=_LAYOUT)
    if (folder / "train").is_dir():
        by_part = {part: _by_class(folder / part) for part in PARTS if (folder / part).is_dir()}
        split = "the folder's own"
    else:
        by_part = _random_split(_by_class(folder), seed)
        split = f"random 80/20 of each class, seed {seed}"
    classes = tuple(sorted(by_part["train"]))
    if len(classes) < 2:
        raise SettingsError(
            f"{folder} has sound of {len(classes)} class{'' if len(classes) == 1 else 'es'} to "
            "learn from; two are the least.",
            next_step=_LAYOUT,
        )
    if not by_part.get("test"):
        raise SettingsError(f"{folder} has no sound in test.", next_step=_LAYOUT)
    for part, found in by_part.items():
        if unknown := sorted(set(found) - set(classes)):
            raise SettingsError(
                f"{folder / part} has classes that train does not have: {', '.join(unknown)}.",
                next_step="Give train some of them, or remove them.",
            )
    files = [
        (path, classes.index(name), PARTS.index(part))
        for part, found in by_part.items()
        for name, paths in sorted(found.items())
        for path in paths
    ]
    return Layout(classes, tuple(files), split)


def _by_class(folder: Path) -> dict[str, list[Path]]:
    found = {
        inner.name: sorted(p for p in inner.rglob("*") if p.suffix.lower() in SUFFIXES)
        for inner in sorted(folder.iterdir())
        if inner.is_dir()
    }
    return {name: paths for name, paths in found.items() if paths}


def _random_split(found: dict[str, list[Path]], seed: int) -> dict[str, dict[str, list[Path]]]:
    rng = np.random.default_rng(seed)
    parts: dict[str, dict[str, list[Path]]] = {"train": {}, "test": {}}
    for name, paths in found.items():
        if len(paths) < 2:
            raise SettingsError(
                f"Class {name} has one file; two are the least, one to learn from and one to "
                "measure on.",
                next_step="Add recordings, or remove the class.",
            )
        order = rng.permutation(len(paths))
        tests = max(1, round(len(paths) / 5))
        parts["test"][name] = [paths[at] for at in sorted(order[:tests])]
        parts["train"][name] = [paths[at] for at in sorted(order[tests:])]
    return parts


def folder_recordings(layout: Layout) -> Iterator[Recording]:
    """The files in order, 16 kHz mono, at most 30 s. Speakers are unknown: each file has its own
    number, and ``fold`` is its part.

    Raises:
        SettingsError: a file that cannot be read or has no sound, naming it.
    """
    for number, (path, label, part) in enumerate(layout.files):
        yield Recording(
            clip=path.stem,
            emotion=layout.classes[label],
            actor=number,
            male=False,
            fold=part,
            samples=read_sound(path),
        )


def read_sound(path: Path) -> NDArray[np.float32]:
    """(n,) mono at 16 kHz, of any rate and number of channels.

    Raises:
        SettingsError: the file cannot be read, or is silent or shorter than a tenth of a second.
    """
    import soundfile
    import soxr

    advice = "Replace it or remove it; WAV, FLAC and MP3 are read."
    try:
        with soundfile.SoundFile(path) as file:
            rate = file.samplerate
            samples = file.read(round(LONGEST_S * rate), dtype="float32", always_2d=True)
    except (OSError, soundfile.LibsndfileError) as error:
        raise SettingsError(f"{path} cannot be read ({error}).", next_step=advice) from error
    mono = samples.mean(axis=1)
    mono = mono if rate == RATE else soxr.resample(mono, rate, RATE)
    if len(mono) < RATE // 10 or not np.isfinite(mono).all() or not np.ptp(mono) > 0:
        raise SettingsError(
            f"{path} has no sound of at least a tenth of a second.", next_step=advice
        )
    return np.asarray(mono - mono.mean(), np.float32)
