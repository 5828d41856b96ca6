"""Where the points of a face lie in FER2013's pictures, by FaceMesh (LiteRT), kept in the cache.

The pictures are faces already, so no detector goes before it: each is set into a frame of a quarter
of its side, which is about the room around a face that FaceMesh was trained with.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from models import registry
from models.face.data import SIDE
from viva.settings import Settings

POINTS = 468
_INPUT, _ROOM = 192, 0.125
# outer eye corners, as the viewer sees them: the points that turn and size are taken from
_LEFT_EYE, _RIGHT_EYE = 33, 263


def find(
    images: NDArray[np.uint8], path: Path, say: Callable[[str], None] = print
) -> NDArray[np.float32]:
    """(n, 48, 48) -> (n, 468, 3): right, down and depth in shares of the picture's side."""
    from ai_edge_litert.interpreter import Interpreter

    net = Interpreter(model_path=str(path), num_threads=1)
    net.allocate_tensors()
    into = net.get_input_details()[0]["index"]
    points = next(d for d in net.get_output_details() if d["shape"][-1] == POINTS * 3)["index"]
    pad = round(SIDE * _ROOM)
    out = np.empty((len(images), POINTS, 3), np.float32)
    for at, image in enumerate(images):
        wide = Image.fromarray(np.pad(image, pad, mode="edge"))
        grey = np.asarray(wide.resize((_INPUT, _INPUT), Image.Resampling.BILINEAR), np.float32)
        net.set_tensor(into, np.repeat(grey[None, :, :, None] / 255, 3, axis=3))
        net.invoke()
        out[at] = net.get_tensor(points).reshape(POINTS, 3)
        if at % 5000 == 4999:
            say(f"landmarks of {at + 1} of {len(images)} pictures")
    side = SIDE + 2 * pad
    out *= side / _INPUT / SIDE
    out[:, :, :2] -= pad / SIDE
    return out


def cached(
    images: NDArray[np.uint8], settings: Settings, say: Callable[[str], None] = print
) -> NDArray[np.float32]:
    """:func:`find`, once for the same pictures. Raises WeightError if FaceMesh is not there."""
    name = hashlib.blake2b(np.ascontiguousarray(images).tobytes(), digest_size=12).hexdigest()
    target = settings.cache_dir / "face_landmarks" / f"{name}.npy"
    if not target.is_file():
        found = find(images, registry.locate("facemesh", settings), say)
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_suffix(".part")
        with part.open("wb") as file:
            np.save(file, found.astype(np.float16))
        part.replace(target)
    return np.load(target).astype(np.float32)


def describe(points: NDArray[np.float32]) -> NDArray[np.float32]:
    """(n, 468, 3) -> (n, 936): the points seen from the middle of the eyes, eyes level and one
    apart, so that size, place and tilt of the head say nothing. Depth is too rough at this size."""
    flat = points[:, :, :2]
    left, right = flat[:, _LEFT_EYE], flat[:, _RIGHT_EYE]
    across = right - left
    length = np.maximum(np.hypot(across[:, 0], across[:, 1]), 0.05)[:, None]
    cos, sin = across[:, 0:1] / length, across[:, 1:2] / length
    from_eyes = flat - ((left + right) / 2)[:, None]
    x = (from_eyes[:, :, 0] * cos + from_eyes[:, :, 1] * sin) / length
    y = (from_eyes[:, :, 1] * cos - from_eyes[:, :, 0] * sin) / length
    return np.concatenate([x, y], axis=1).astype(np.float32)


def boxes(points: NDArray[np.float32]) -> NDArray[np.float32]:
    """(n, 468, 3) -> (n, 4): left, top, right, bottom of the points, inside 0..1."""
    low, high = points[:, :, :2].min(axis=1), points[:, :, :2].max(axis=1)
    return np.concatenate([low, high], axis=1).clip(0, 1).astype(np.float32)
