"""Pictures of faces: bringing a camera's picture into one form, cutting the face out of it as the
training pictures are, and how sharp it is."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from models.face.data import SIDE
from tools.blazeface import FoundFace
from tools.ports import Box
from viva.errors import InputRefused

_LONGEST_SIDE = 1280  # larger pictures are made smaller first

# Where eyes and BlazeFace's box lie in FER2013's pictures, as shares of their side: medians over
# 546 faces found in 600 pictures of PublicTest.
_BOX_WIDTH, _EYES_DOWN = 0.846, 0.393


def as_rgb(image: NDArray[Any]) -> NDArray[np.uint8]:
    """(height, width, 3) uint8 from grey, grey with alpha, RGB or RGBA of 8 or 16 bits or floats in
    0..1; at most 1,280 pixels on the longer side.

    Raises:
        InputRefused: it is something else, or empty.
    """
    shape = image.shape
    if image.ndim not in (2, 3) or 0 in shape or (image.ndim == 3 and shape[2] > 4):
        raise InputRefused(
            f"A camera picture of shape {shape} cannot be read.",
            next_step="Send pictures as height x width x 3, red, green, blue.",
        )
    step = -(-max(shape[:2]) // _LONGEST_SIDE)
    image = image[::step, ::step] if step > 1 else image
    if image.dtype == np.uint16:
        image = image >> 8
    elif np.issubdtype(image.dtype, np.floating):
        image = np.nan_to_num(image.astype(np.float32)).clip(0, 1) * 255
    elif image.dtype != np.uint8:
        raise InputRefused(
            f"A camera picture of {image.dtype} values cannot be read.",
            next_step="Send 8-bit pictures.",
        )
    pixels = image.astype(np.uint8)
    if pixels.ndim == 2:
        pixels = pixels[..., None]
    if pixels.shape[2] <= 2:
        return np.repeat(pixels[..., :1], 3, axis=2)
    return np.ascontiguousarray(pixels[..., :3])


def box_of(face: FoundFace, picture: NDArray[np.uint8]) -> Box:
    """The face's box, cut to the picture."""
    height, width = picture.shape[:2]
    left, top = max(0, round(face.left)), max(0, round(face.top))
    right = min(width, round(face.left + face.width))
    bottom = min(height, round(face.top + face.height))
    return Box(left, top, max(0, right - left), max(0, bottom - top))


def cut_out(picture: NDArray[np.uint8], face: FoundFace) -> NDArray[np.uint8]:
    """The face as (48, 48) grey, eyes level, framed as the training pictures are."""
    (x1, y1), (x2, y2) = face.left_eye, face.right_eye
    angle = math.atan2(y2 - y1, x2 - x1)
    side = max(face.width / _BOX_WIDTH, 8.0)
    right, down = (math.cos(angle), math.sin(angle)), (-math.sin(angle), math.cos(angle))
    eyes = ((x1 + x2) / 2, (y1 + y2) / 2)
    corner = [eyes[i] - side * (0.5 * right[i] + _EYES_DOWN * down[i]) for i in range(2)]
    big = SIDE * 2
    step = side / big
    grey = Image.fromarray(picture).convert("L")
    turned = grey.transform(
        (big, big),
        Image.Transform.AFFINE,
        (
            right[0] * step, down[0] * step, corner[0],
            right[1] * step, down[1] * step, corner[1],
        ),
        Image.Resampling.BILINEAR,
    )  # fmt: skip
    return np.asarray(turned.resize((SIDE, SIDE), Image.Resampling.BOX))


def sharpness(crop: NDArray[np.uint8]) -> float:
    """How much detail a grey face (48, 48) has: the deviation of its Laplacian, light and contrast
    of the whole taken out. 0.84 in the median of the pictures that the network knows."""
    values = crop.astype(np.float64)
    values /= max(float(values.std()), 1e-6)
    middle = 4 * values[1:-1, 1:-1]
    beside = values[:-2, 1:-1] + values[2:, 1:-1] + values[1:-1, :-2] + values[1:-1, 2:]
    return float((middle - beside).std())


def activation_picture(crop: NDArray[np.uint8], activation: NDArray[np.float32]) -> Image.Image:
    """What :meth:`FaceReader.activation` gave as a picture of 240 x 240: the grey face, warmer
    where it spoke for the label."""
    grey = np.repeat(crop[..., None], 3, axis=2).astype(np.float32)
    warm = np.array([255.0, 120.0, 0.0], np.float32)
    share = 0.6 * activation[..., None]
    mixed = Image.fromarray((grey * (1 - share) + warm * share).astype(np.uint8))
    return mixed.resize((5 * SIDE, 5 * SIDE), Image.Resampling.BICUBIC)
