"""A small tree of pictures that a method can learn: a bright bar whose height is the class."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from models.face.data import CLASSES
from viva.settings import Settings, load


@pytest.fixture
def draw_face() -> Callable[[int, int], np.ndarray]:
    def draw(label: int, seed: int) -> np.ndarray:
        tile = np.random.default_rng(seed).integers(0, 60, (48, 48)).astype(np.uint8)
        tile[3 + 6 * label : 9 + 6 * label] += 180
        return tile

    return draw


@pytest.fixture
def tree(tmp_path: Path, draw_face: Callable[[int, int], np.ndarray]) -> Path:
    """train/validation/test with 12, 3 and 3 pictures of each class."""
    root, seed = tmp_path / "pictures", 0
    for split, count in (("train", 12), ("validation", 3), ("test", 3)):
        for label, name in enumerate(CLASSES):
            folder = root / split / name
            folder.mkdir(parents=True)
            for at in range(count):
                seed += 1
                Image.fromarray(draw_face(label, seed)).save(folder / f"{at}.png")
    return root


@pytest.fixture
def tree_settings(tree: Path, tmp_path: Path) -> Settings:
    return load(data=tree, cache_dir=tmp_path / "cache")
