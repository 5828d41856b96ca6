"""FER2013 as arrays: 35,887 grey faces of 48 x 48 with their class and the FER+ votes.

The folder is ``settings.data / "fer2013"``: mosaics of 1,000 tiles each, and ``labels.csv.gz``.
"""

from __future__ import annotations

import csv
import gzip
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from viva.errors import SettingsError

CLASSES = ("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral")
VOTES = (
    "neutral", "happiness", "surprise", "sadness", "anger",
    "disgust", "fear", "contempt", "unknown", "NF",
)  # fmt: skip
SIDE = 48
Split = Literal["Training", "PublicTest", "PrivateTest"]


@dataclass(frozen=True, eq=False)
class Faces:
    """``images``: (n, 48, 48) uint8. ``labels``: (n,) index into CLASSES. ``votes``: (n, 10) share
    of FER+ votes, all zero where there are none. ``leak``: pixels that occur in an earlier split.
    ``group``: the same number means the same pixels."""

    images: NDArray[np.uint8]
    labels: NDArray[np.int64]
    votes: NDArray[np.float32]
    leak: NDArray[np.bool_]
    group: NDArray[np.int64]
    ambiguous: NDArray[np.bool_]
    blank: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.labels)

    def where(self, keep: NDArray[np.bool_]) -> Faces:
        return Faces(**{name: values[keep] for name, values in vars(self).items()})


def load_fer2013(data: Path, split: Split) -> Faces:
    """The images of one official split, in the order of the label file.

    Raises:
        SettingsError: the data set is not there, saying how to get it.
    """
    folder = data / "fer2013"
    if not (folder / "labels.csv.gz").is_file():
        raise SettingsError(
            f"FER2013 is not at {folder.resolve()}.",
            next_step=(
                "Get it from the Kaggle challenge 'Challenges in Representation Learning: Facial "
                "Expression Recognition' and the votes from github.com/microsoft/FERPlus, lay it "
                "out as docs/affect.md says, and set VIVA_DATA to the folder that holds fer2013."
            ),
        )
    with gzip.open(folder / "labels.csv.gz", "rt", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["usage"] == split]
    counts = np.array([[float(row[f"fp_{name}"]) for name in VOTES] for row in rows], np.float32)
    counts = np.maximum(counts, 0)
    return Faces(
        images=_tiles(folder, [int(row["idx"]) for row in rows]),
        labels=np.array([int(row["label"]) for row in rows], np.int64),
        votes=counts / np.maximum(counts.sum(axis=1, keepdims=True), 1),
        leak=_flags(rows, "leak"),
        group=np.array([int(row["pix_group"]) for row in rows], np.int64),
        ambiguous=_flags(rows, "label_ambiguous"),
        blank=_flags(rows, "blank"),
    )


def _flags(rows: list[dict[str, str]], column: str) -> NDArray[np.bool_]:
    return np.array([row[column] == "1" for row in rows], np.bool_)


def _tiles(folder: Path, wanted: list[int]) -> NDArray[np.uint8]:
    """Tile ``k`` is tile ``k % 1000`` (40 columns, row by row) of mosaic ``k // 1000``."""
    images = np.empty((len(wanted), SIDE, SIDE), np.uint8)
    by_mosaic: dict[int, list[tuple[int, int]]] = {}
    for at, index in enumerate(wanted):
        by_mosaic.setdefault(index // 1000, []).append((at, index % 1000))
    for number, places in by_mosaic.items():
        picture = np.asarray(Image.open(folder / f"mosaic_{number:02}.png"))
        tiles = picture.reshape(25, SIDE, 40, SIDE).transpose(0, 2, 1, 3).reshape(-1, SIDE, SIDE)
        for at, tile in places:
            images[at] = tiles[tile]
    return images


def for_training(faces: Faces) -> Faces:
    """Leave out what teaches nothing: constant pictures, rows whose label cannot be known, pixel
    twins with conflicting labels, and all but one of equal pictures with equal labels."""
    labels_of: dict[int, set[int]] = {}
    for group, label in zip(faces.group, faces.labels, strict=True):
        labels_of.setdefault(int(group), set()).add(int(label))
    keep = np.zeros(len(faces), np.bool_)
    seen: set[int] = set()
    for at, group in enumerate(faces.group.tolist()):
        keep[at] = len(labels_of[group]) == 1 and group not in seen
        seen.add(group)
    return faces.where(keep & ~faces.blank & ~faces.ambiguous)
