"""468 points of a face with FaceMesh, run by LiteRT.

Source: google-ai-edge/mediapipe, ``face_landmark.tflite``; input 192 x 192 RGB in 0..1, output 468
points (x, y, depth) in pixels of the input and a score for there being a face at all.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tools.blazeface import FoundFace
from viva.errors import AffectError

SIDE = 192
_ROUND = 1.5  # the square that is looked at, in widths of the detector's box, as MediaPipe has it
_LEFT_CORNER, _RIGHT_CORNER = 33, 263  # outer corners of the eyes, as the viewer sees them


@dataclass(frozen=True, eq=False)
class Mesh:
    """``points``: (468, 3) in pixels of the picture, depth in the same unit, nearer is smaller.
    ``score``: 0..1, how surely this is a face."""

    points: NDArray[np.float32]
    score: float


@dataclass(frozen=True)
class Region:
    """The turned square that is looked at, in pixels of the picture; ``angle`` in radians."""

    x: float
    y: float
    side: float
    angle: float


def region_of(face: FoundFace) -> Region:
    """The square round a face that the detector found, its eyes level."""
    (x1, y1), (x2, y2) = face.left_eye, face.right_eye
    return Region(
        face.left + face.width / 2,
        face.top + face.height / 2,
        max(_ROUND * max(face.width, face.height), 8.0),
        math.atan2(y2 - y1, x2 - x1),
    )


def region_after(mesh: Mesh) -> Region:
    """Where the same face will be in the next picture of a film: round the points, eyes level."""
    flat = mesh.points[:, :2]
    low, high = flat.min(axis=0), flat.max(axis=0)
    across = flat[_RIGHT_CORNER] - flat[_LEFT_CORNER]
    middle = (low + high) / 2
    return Region(
        float(middle[0]),
        float(middle[1]),
        max(_ROUND * float((high - low).max()), 8.0),
        math.atan2(float(across[1]), float(across[0])),
    )


class FaceMesh:
    """Not safe for two threads at a time; the reader that owns it holds a lock."""

    def __init__(self, path: Path, threads: int = 1) -> None:
        """Raises AffectError if LiteRT cannot run the file."""
        from ai_edge_litert.interpreter import Interpreter

        try:
            self._net = Interpreter(model_path=str(path), num_threads=threads)
            self._net.allocate_tensors()
            self._input = self._net.get_input_details()[0]["index"]
            outputs = {int(np.prod(d["shape"])): d["index"] for d in self._net.get_output_details()}
            self._points, self._score = outputs[1404], outputs[1]
        except (ValueError, RuntimeError, KeyError) as error:
            raise AffectError(
                f"The face points' model cannot be loaded ({error}).",
                next_step='Run "viva doctor".',
            ) from error

    def find(self, image: NDArray[np.uint8], where: Region) -> Mesh:
        """The points of the face in ``where`` of an RGB picture (height, width, 3).

        What lies outside the picture is black.  Look at ``score`` before using the points.

        Raises:
            AffectError: the model could not run.
        """
        cos, sin, step = math.cos(where.angle), math.sin(where.angle), where.side / SIDE
        turn = np.array([[cos * step, -sin * step], [sin * step, cos * step]], np.float64)
        corner = np.array([where.x, where.y]) - turn @ np.full(2, SIDE / 2)
        big = max(1, min(4, round(step)))  # a large face is averaged, not skipped over
        patch = Image.fromarray(image).transform(
            (SIDE * big, SIDE * big),
            Image.Transform.AFFINE,
            (
                turn[0, 0] / big, turn[0, 1] / big, corner[0],
                turn[1, 0] / big, turn[1, 1] / big, corner[1],
            ),
            Image.Resampling.BILINEAR,
        )  # fmt: skip
        if big > 1:
            patch = patch.reduce(big)
        try:
            self._net.set_tensor(self._input, np.asarray(patch, np.float32)[None] / 255)
            self._net.invoke()
        except (ValueError, RuntimeError) as error:
            raise AffectError(
                f"The face points' model stopped ({error}).", next_step='Run "viva doctor".'
            ) from error
        raw = self._net.get_tensor(self._points).reshape(468, 3)
        flag = float(self._net.get_tensor(self._score).ravel()[0])
        points = np.empty((468, 3), np.float32)
        points[:, :2] = raw[:, :2] @ turn.T + corner
        points[:, 2] = raw[:, 2] * step
        return Mesh(points, 1 / (1 + math.exp(-min(max(flag, -50.0), 50.0))))
