"""Faces from any tree of pictures: ``train/validation/test`` by class, or classes alone, which are
then split here.  What cannot be learned from is named: truncated, blank, too large, twice there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from models.face.data import CLASSES, SIDE, VOTES, Faces, Split, load_fer2013
from viva.errors import SettingsError

FlawKind = Literal["unreadable", "truncated", "too_large", "blank", "duplicate", "leak", "conflict"]
SPLITS: tuple[Split, ...] = get_args(Split)
_FOLDERS: dict[Split, tuple[str, ...]] = {
    "Training": ("train", "training"),
    "PublicTest": ("validation", "valid", "val", "publictest"),
    "PrivateTest": ("test", "testing", "privatetest"),
}
_OTHER_NAMES = {
    "anger": "angry", "disgusted": "disgust", "fearful": "fear", "afraid": "fear",
    "happiness": "happy", "sadness": "sad", "surprised": "surprise", "neutrality": "neutral",
}  # fmt: skip
_SUFFIXES = {".png", ".jpg", ".jpeg", ".bmp", ".webp", ".tif", ".tiff", ".gif"}
_LARGEST = 50_000_000  # pixels
_CONSTANT = 2  # grey values between the darkest and the lightest point, below which nothing shows


@dataclass(frozen=True)
class Flaw:
    """Why a picture is not used, or must not count: ``leak`` is one that an earlier split has too,
    ``conflict`` one that is there under another class as well."""

    path: Path
    kind: FlawKind


@dataclass(frozen=True)
class _Found:
    path: Path
    split: Split
    label: int
    pixels: NDArray[np.uint8]
    key: str


def load_faces(data: Path, split: Split) -> Faces:
    """FER2013 where ``data`` holds it, else the tree of pictures that ``data`` is.

    Raises:
        SettingsError: neither is there, or a folder has the name of no class.
    """
    if (data / "fer2013").exists() or not is_tree(data):
        return load_fer2013(data, split)
    return load_tree(data)[0][split]


def name_of(data: Path) -> str:
    """What the results call the data."""
    tree = not (data / "fer2013").exists() and is_tree(data)
    return f"pictures of {data.resolve().name}" if tree else "FER2013"


def is_tree(root: Path) -> bool:
    """Whether ``root`` has folders of splits, or of classes."""
    if not root.is_dir():
        return False
    names = {folder.name.lower() for folder in root.iterdir() if folder.is_dir()}
    wanted = {name for several in _FOLDERS.values() for name in several}
    return bool(names & (wanted | {*CLASSES, *_OTHER_NAMES}))


def load_tree(root: Path, seed: int = 0) -> tuple[dict[Split, Faces], list[Flaw]]:
    """The faces of each split as grey 48 x 48, and what is wrong with which picture. Unreadable
    ones are left out; blank ones, duplicates and leaks are flagged in Faces as FER2013's are.

    Raises:
        SettingsError: a split is missing, empty, or has a folder that is no class.
    """
    flaws: list[Flaw] = []
    found: list[_Found] = []
    for path, split, label in _pictures(root, seed):
        pixels = read_picture(path)
        if isinstance(pixels, str):
            flaws.append(Flaw(path, pixels))
            continue
        key = hashlib.blake2b(pixels.tobytes(), digest_size=12).hexdigest()
        found.append(_Found(path, split, label, pixels, key))
    groups = {key: at for at, key in enumerate(dict.fromkeys(one.key for one in found))}
    faces = {}
    for split in SPLITS:
        mine = [one for one in found if one.split == split]
        if not mine:
            raise SettingsError(
                f"{root} has no readable picture in {_FOLDERS[split][0]}.",
                next_step="Lay it out as train, validation and test, each with a folder a class.",
            )
        earlier = {one.key for one in found if SPLITS.index(one.split) < SPLITS.index(split)}
        faces[split] = _faces(mine, groups, earlier)
        flaws += _flaws(mine, earlier)
    return faces, flaws


def read_picture(path: Path) -> NDArray[np.uint8] | FlawKind:
    """(48, 48) grey from a picture of any size and mode, turned as its EXIF says and cut to a
    square; or what is wrong with it."""
    try:
        with Image.open(path) as picture:
            if picture.width * picture.height > _LARGEST:
                return "too_large"
            picture.draft("L", (4 * SIDE, 4 * SIDE))
            picture.load()
            upright = ImageOps.exif_transpose(picture)
            return np.asarray(
                ImageOps.fit(_grey(upright), (SIDE, SIDE), Image.Resampling.BOX), np.uint8
            )
    except UnidentifiedImageError:
        return "unreadable"
    except Image.DecompressionBombError:
        return "too_large"
    except (OSError, SyntaxError, ValueError):  # Pillow's for files that end or break in the middle
        return "truncated"


def _grey(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith(("I", "F")):
        values = np.asarray(picture, np.float64)
        # 16 bits hold up to 65,535; what stays below 256 was 8 bits, and below 1 a share
        top = float(values.max(initial=0))
        scale = 1 / 257 if top > 255 else 255 if 0 < top <= 1 else 1
        return Image.fromarray((values * scale).clip(0, 255).astype(np.uint8))
    if picture.mode in ("RGBA", "LA", "P"):
        picture = picture.convert("RGBA")
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture)
    return picture.convert("RGB").convert("L")


def _pictures(root: Path, seed: int) -> Iterator[tuple[Path, Split, int]]:
    by_name = {folder.name.lower(): folder for folder in sorted(root.iterdir()) if folder.is_dir()}
    split_folders: dict[Split, Path] = {
        split: by_name[name]
        for split, names in _FOLDERS.items()
        for name in names
        if name in by_name
    }
    if not split_folders:
        yield from _split_here(list(_by_class(root)), seed)
        return
    for split, folder in split_folders.items():
        for path, label in _by_class(folder):
            yield path, split, label


def _by_class(folder: Path) -> Iterator[tuple[Path, int]]:
    for of_class in sorted(f for f in folder.iterdir() if f.is_dir()):
        name = of_class.name.lower()
        name = _OTHER_NAMES.get(name, name)
        if name not in CLASSES:
            raise SettingsError(
                f"{of_class} is the folder of no class.",
                next_step=f"Name it one of {', '.join(CLASSES)}, or take it away.",
            )
        for path in sorted(of_class.rglob("*")):
            if path.suffix.lower() in _SUFFIXES:
                yield path, CLASSES.index(name)


def _split_here(
    pictures: list[tuple[Path, int]], seed: int, shares: tuple[float, float] = (0.8, 0.1)
) -> Iterator[tuple[Path, Split, int]]:
    """Each class in the same shares; files of equal bytes go to the same split."""
    for label in range(len(CLASSES)):
        groups: dict[bytes, list[Path]] = {}
        for path, of in pictures:
            if of == label:
                key = hashlib.blake2b(path.read_bytes(), digest_size=12).digest()
                groups.setdefault(key, []).append(path)
        keys = list(groups)
        order = np.random.default_rng(seed + label).permutation(len(keys))
        ends = [round(shares[0] * len(keys)), round(sum(shares) * len(keys))]
        for at, number in enumerate(order):
            split = SPLITS[int(np.searchsorted(ends, at, side="right"))]
            for path in groups[keys[number]]:
                yield path, split, label


def _blank(one: _Found) -> bool:
    return int(one.pixels.max()) - int(one.pixels.min()) <= _CONSTANT


def _faces(mine: list[_Found], groups: dict[str, int], earlier: set[str]) -> Faces:
    return Faces(
        images=np.stack([one.pixels for one in mine]),
        labels=np.array([one.label for one in mine], np.int64),
        votes=np.zeros((len(mine), len(VOTES)), np.float32),
        leak=np.array([one.key in earlier for one in mine], np.bool_),
        group=np.array([groups[one.key] for one in mine], np.int64),
        ambiguous=np.zeros(len(mine), np.bool_),
        blank=np.array([_blank(one) for one in mine], np.bool_),
    )


def _flaws(mine: list[_Found], earlier: set[str]) -> Iterator[Flaw]:
    labels: dict[str, set[int]] = {}
    for one in mine:
        labels.setdefault(one.key, set()).add(one.label)
    seen: set[str] = set()
    for one in mine:
        if _blank(one):
            yield Flaw(one.path, "blank")
        elif len(labels[one.key]) > 1:
            yield Flaw(one.path, "conflict")
        elif one.key in earlier:
            yield Flaw(one.path, "leak")
        elif one.key in seen:
            yield Flaw(one.path, "duplicate")
        seen.add(one.key)
