"""CREMA-D as log-mels: 7,432 acted clips of 91 people, in six emotions.

The folder is ``settings.data / "crema_logmel"``: pictures of 250 clips each, and ``labels.csv.gz``.
"""

from __future__ import annotations

import csv
import gzip
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from viva.errors import SettingsError

CLASSES = ("anger", "disgust", "fear", "happy", "neutral", "sad")
BANDS, FRAMES = 64, 188

# Three pairs of clips have the same sound and different labels, so neither label can be trusted;
# the data set marks only the second of each.
_UNKNOWABLE = {
    "1006_TIE_HAP_XX", "1006_TIE_NEU_XX", "1013_WSI_DIS_XX",
    "1013_WSI_SAD_XX", "1017_IWW_ANG_XX", "1017_IWW_FEA_XX",
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Clips:
    """``mels``: (n, 64, 188) uint8 in 0..63, row 0 the lowest band. ``labels``: (n,) index into
    CLASSES. ``frames``: (n,) how many of the 188 frames are sound, the rest being padding.
    ``fold``: (n,) 0..4, no speaker in two folds. ``male``: (n,) sex of the actor."""

    mels: NDArray[np.uint8]
    labels: NDArray[np.int64]
    frames: NDArray[np.int64]
    fold: NDArray[np.int64]
    actor: NDArray[np.int64]
    male: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.labels)

    def where(self, keep: NDArray[np.bool_]) -> Clips:
        return Clips(**{name: values[keep] for name, values in vars(self).items()})


def load_crema(data: Path) -> Clips:
    """All clips but the silent one and those whose label cannot be known.

    Raises:
        SettingsError: the data set is not there, saying how to get it.
    """
    folder = data / "crema_logmel"
    if not (folder / "labels.csv.gz").is_file():
        raise SettingsError(
            f"CREMA-D's log-mels are not at {folder.resolve()}.",
            next_step=(
                "Get CREMA-D from github.com/CheyneyComputerScience/CREMA-D (ODbL 1.0), make the "
                "log-mels as models/voice/front_end.py does and docs/affect.md describes, and set "
                "VIVA_DATA to the folder that holds crema_logmel."
            ),
        )
    with gzip.open(folder / "labels.csv.gz", "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    sheets = [np.asarray(Image.open(path)) for path in sorted(folder.glob("logmel6_*.png"))]
    mels = np.concatenate([sheet.reshape(-1, BANDS, FRAMES) for sheet in sheets])
    kept = [r for r in rows if r["blank"] == "0" and r["clip"] not in _UNKNOWABLE]
    return Clips(
        mels=mels[[int(row["idx"]) for row in kept]],
        labels=np.array([CLASSES.index(row["emotion"]) for row in kept], np.int64),
        frames=np.array([int(row["frames"]) for row in kept], np.int64),
        fold=np.array([int(row["fold_si"]) for row in kept], np.int64),
        actor=np.array([int(row["actor"]) for row in kept], np.int64),
        male=np.array([row["sex"] == "Male" for row in kept], np.bool_),
    )
