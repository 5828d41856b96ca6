"""Faces written out as the data sets that ultralytics' own trainer reads.

Classification: ``train/happy/00012.png``.  Detection: ``images/train/00012.png`` with
``labels/train/00012.txt`` beside it, one line a face: class, centre and size in shares.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from models.face.data import CLASSES, Faces, Split
from viva.errors import SettingsError

_NAMES: dict[Split, str] = {"Training": "train", "PublicTest": "val", "PrivateTest": "test"}


def write_classification(splits: Mapping[Split, Faces], target: Path) -> None:
    """A folder a class in a folder a split.

    Raises:
        SettingsError: ``target`` is there and not empty.
    """
    _must_be_empty(target)
    for split, faces in splits.items():
        for name in CLASSES:
            (target / _NAMES[split] / name).mkdir(parents=True, exist_ok=True)
        for at, (image, label) in enumerate(zip(faces.images, faces.labels, strict=True)):
            Image.fromarray(image).save(target / _NAMES[split] / CLASSES[label] / f"{at:05}.png")


def write_detection(
    splits: Mapping[Split, Faces], boxes: Mapping[Split, NDArray[np.float32]], target: Path
) -> None:
    """Pictures, a label file for each, and ``data.yaml``. ``boxes``: (n, 4) left, top, right,
    bottom in shares of the side.

    Raises:
        SettingsError: ``target`` is there and not empty, or a box is empty or leaves its picture.
    """
    _must_be_empty(target)
    lines = {
        split: [
            label_line(int(label), box)
            for label, box in zip(faces.labels, boxes[split], strict=True)
        ]
        for split, faces in splits.items()
    }
    for split, faces in splits.items():
        pictures, labels = target / "images" / _NAMES[split], target / "labels" / _NAMES[split]
        pictures.mkdir(parents=True, exist_ok=True)
        labels.mkdir(parents=True, exist_ok=True)
        for at, (image, line) in enumerate(zip(faces.images, lines[split], strict=True)):
            Image.fromarray(image).save(pictures / f"{at:05}.png")
            (labels / f"{at:05}.txt").write_text(line + "\n", encoding="utf-8")
    about = [f"{_NAMES[split]}: images/{_NAMES[split]}" for split in splits]
    about += ["names:", *(f"  {at}: {name}" for at, name in enumerate(CLASSES))]
    (target / "data.yaml").write_text("\n".join(about) + "\n", encoding="utf-8")


def label_line(label: int, box: NDArray[np.float32]) -> str:
    """``class centre-x centre-y width height``, in shares.

    Raises:
        SettingsError: the box is empty or leaves the picture.
    """
    left, top, right, bottom = (float(value) for value in box)
    if not (0 <= left < right <= 1 and 0 <= top < bottom <= 1):
        raise SettingsError(
            f"From ({left:.3f}, {top:.3f}) to ({right:.3f}, {bottom:.3f}) is no box in a picture.",
            next_step="Give boxes as left, top, right, bottom in shares of the picture's side.",
        )
    values = ((left + right) / 2, (top + bottom) / 2, right - left, bottom - top)
    return " ".join([str(label), *(f"{value:.6f}" for value in values)])


def read_label(line: str) -> tuple[int, NDArray[np.float32]]:
    """What :func:`label_line` wrote: the class and left, top, right, bottom.

    Raises:
        SettingsError: the line is not one of those.
    """
    try:
        label, x, y, width, height = line.split()
        number = int(label)
        if not 0 <= number < len(CLASSES):
            raise ValueError(number)
        values = [float(value) for value in (x, y, width, height)]
    except ValueError as error:
        raise SettingsError(
            f'"{line.strip()}" is no label of a box.',
            next_step=f"A line has a class from 0 to {len(CLASSES) - 1} and four shares.",
        ) from error
    cx, cy, w, h = values
    return number, np.array([cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2], np.float32)


def _must_be_empty(target: Path) -> None:
    if target.exists() and any(target.iterdir()):
        raise SettingsError(
            f"{target} is not empty.", next_step="Name a folder that is empty or not there yet."
        )
