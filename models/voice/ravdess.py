"""RAVDESS: 1,440 spoken clips of 24 actors, to measure on. Non-commercial, so nothing that learned
from it is shipped.

The folder is ``settings.data / "ravdess"``: one tar of FLAC files at 16 kHz, and ``labels.csv``.
"""

from __future__ import annotations

import csv
import io
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from viva.errors import SettingsError

CLASSES = ("neutral", "calm", "happy", "sad", "angry", "fearful", "disgust", "surprised")


@dataclass(frozen=True, eq=False)
class Recording:
    """``samples``: (n,) float32 at 16 kHz. ``fold``: 0..5, four actors each."""

    clip: str
    emotion: str
    actor: int
    male: bool
    fold: int
    samples: NDArray[np.float32]


def recordings(data: Path) -> Iterator[Recording]:
    """All clips but the second of the one pair with the same sound.

    Raises:
        SettingsError: the data set is not there, saying how to get it.
    """
    import soundfile

    folder = data / "ravdess"
    if not (folder / "labels.csv").is_file():
        raise SettingsError(
            f"RAVDESS is not at {folder.resolve()}.",
            next_step=(
                "Get the speech audio from zenodo.org/records/1188976 (CC BY-NC-SA 4.0), lay it "
                "out as docs/affect.md says, and set VIVA_DATA to the folder that holds ravdess."
            ),
        )
    with (folder / "labels.csv").open(encoding="utf-8", newline="") as file:
        rows = {Path(row["file"]).name: row for row in csv.DictReader(file)}
    with tarfile.open(folder / "ravdess_speech_16k_flac.tar") as tar:
        for member in tar:
            row = rows.get(Path(member.name).name)
            content = tar.extractfile(member)
            if row is None or content is None or row["pcm_duplicate_of"]:
                continue
            samples, rate = soundfile.read(io.BytesIO(content.read()), dtype="float32")
            assert rate == 16_000, member.name
            yield Recording(
                clip=row["clip"],
                emotion=row["emotion"],
                actor=int(row["actor"]),
                male=row["sex"].lower().startswith("m"),
                fold=int(row["fold_si"]),
                samples=np.asarray(samples, np.float32),
            )
