"""Histograms of oriented gradients (Dalal and Triggs 2005) of 48 x 48 faces."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def describe(images: NDArray[np.uint8]) -> Floats:
    """(n, 48, 48) -> (n, 900): 6 x 6 cells of 8 pixels, 9 directions over half a circle, blocks of
    2 x 2 cells normalised together."""
    rows = np.concatenate([_histograms(images[at : at + 500]) for at in range(0, len(images), 500)])
    n = len(rows)
    blocks = np.stack([rows[:, y : y + 2, x : x + 2] for y in range(5) for x in range(5)], axis=1)
    return _normalised(blocks.reshape(n, 25, -1))


def describe_windows(images: NDArray[np.uint8], side: int = 24, step: int = 6) -> Floats:
    """(n, 48, 48) -> (n, 2025): a window slides over the picture, 25 places in all; each has 3 x 3
    cells of 8 pixels, normalised together."""
    out = []
    for start in range(0, len(images), 500):
        maps = _directions(images[start : start + 500])
        places = range(0, maps.shape[1] - side + 1, step)
        windows = [_cells(maps[:, y : y + side, x : x + side]) for y in places for x in places]
        out.append(_normalised(np.stack(windows, axis=1).reshape(len(maps), len(windows), -1)))
    return np.concatenate(out)


def _normalised(blocks: Floats) -> Floats:
    """(n, blocks, numbers) -> (n, blocks x numbers), each block of length 1, none above 0.2."""
    blocks = blocks / np.sqrt((blocks**2).sum(axis=2, keepdims=True) + 1e-3)
    blocks = np.minimum(blocks, 0.2)
    blocks /= np.sqrt((blocks**2).sum(axis=2, keepdims=True) + 1e-3)
    return blocks.reshape(len(blocks), -1).astype(np.float32)


def _histograms(images: NDArray[np.uint8]) -> Floats:
    """(n, 48, 48) -> (n, 6, 6, 9): gradient length by direction in cells of 8 pixels."""
    return _cells(_directions(images))


def _cells(maps: Floats) -> Floats:
    n, height, width, bins = maps.shape
    return maps.reshape(n, height // 8, 8, width // 8, 8, bins).sum(axis=(2, 4))


def _directions(images: NDArray[np.uint8]) -> Floats:
    """(n, h, w) -> (n, h, w, 9): each pixel's gradient, shared between the two nearest directions
    of nine over half a circle."""
    grey = images.astype(np.float32) / 255
    down, across = np.gradient(grey, axis=(1, 2))
    length = np.hypot(down, across)
    place = (np.arctan2(down, across) % np.pi) / np.pi * 9 - 0.5
    low = np.floor(place)
    share = place - low
    out = np.zeros((*grey.shape, 9), np.float32)
    for offset, part in ((0, 1 - share), (1, share)):
        bins = ((low + offset) % 9).astype(np.int64)
        old = np.take_along_axis(out, bins[..., None], 3)
        np.put_along_axis(out, bins[..., None], old + (part * length)[..., None], 3)
    return out
