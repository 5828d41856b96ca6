"""Finding faces with BlazeFace (short range), run by LiteRT.

Source: google-ai-edge/mediapipe; input 128 x 128 RGB in -1..1, 896 anchors on two grids, per anchor
a score, a box and six points (eyes, nose, mouth, ears).

Each face is looked at twice: in the whole picture, where it may be a few pixels wide, and again
in a square of twice its size.  The second look places the box and the eyes better, and a printed
face or a pattern that passed for one at the first look seldom passes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from viva.errors import AffectError

SIDE = 128
_FIRST_LOOK, _SECOND_LOOK, _OVERLAP = 0.5, 0.65, 0.3
_MOST = 4  # candidates that get a second look


@dataclass(frozen=True)
class FoundFace:
    """In pixels of the picture. The eyes are named as the viewer sees them."""

    score: float
    left: float
    top: float
    width: float
    height: float
    left_eye: tuple[float, float]
    right_eye: tuple[float, float]


def _anchors() -> NDArray[np.float32]:
    """(896, 2) centres in 0..1: 16 x 16 cells with two anchors, then 8 x 8 with six."""
    grids = []
    for cells, each in ((16, 2), (8, 6)):
        at = (np.arange(cells) + 0.5) / cells
        y, x = np.meshgrid(at, at, indexing="ij")
        grids.append(np.repeat(np.stack([x.ravel(), y.ravel()], 1), each, axis=0))
    return np.concatenate(grids).astype(np.float32)


class BlazeFace:
    """Not safe for two threads at a time; the reader that owns it holds a lock."""

    def __init__(self, path: Path, threads: int = 1) -> None:
        """Raises AffectError if LiteRT cannot run the file."""
        from ai_edge_litert.interpreter import Interpreter

        try:
            self._net = Interpreter(model_path=str(path), num_threads=threads)
            self._net.allocate_tensors()
            self._input = self._net.get_input_details()[0]["index"]
            by_size = {tuple(d["shape"])[-1]: d["index"] for d in self._net.get_output_details()}
            self._points, self._scores = by_size[16], by_size[1]
        except (ValueError, RuntimeError, KeyError) as error:
            raise AffectError(
                f"The face detector cannot be loaded ({error}).", next_step='Run "viva doctor".'
            ) from error
        self._anchors = _anchors()

    def find(self, image: NDArray[np.uint8]) -> list[FoundFace]:
        """Faces in an RGB picture (height, width, 3), the surest first."""
        picture = Image.fromarray(image)
        faces: list[FoundFace] = []
        for candidate in self._look(picture, _FIRST_LOOK)[:_MOST]:
            side = 2 * candidate.width
            left = round(candidate.left + candidate.width / 2 - side / 2)
            top = round(candidate.top + candidate.height / 2 - side / 2)
            close = picture.crop((left, top, left + max(2, round(side)), top + max(2, round(side))))
            for face in self._look(close, _SECOND_LOOK)[:1]:
                moved = _moved(face, left, top)
                if not any(_same(moved, other) for other in faces):
                    faces.append(moved)
        return sorted(faces, key=lambda face: -face.score)

    def _look(self, picture: Image.Image, threshold: float) -> list[FoundFace]:
        ratio = SIDE / max(picture.size)
        width, height = (max(1, round(length * ratio)) for length in picture.size)
        square = Image.new("RGB", (SIDE, SIDE))
        shift = ((SIDE - width) // 2, (SIDE - height) // 2)
        smaller = Image.Resampling.BOX if ratio < 1 else Image.Resampling.BILINEAR
        square.paste(picture.resize((width, height), smaller), shift)
        self._net.set_tensor(self._input, np.asarray(square, np.float32)[None] / 127.5 - 1)
        self._net.invoke()
        scores = 1 / (1 + np.exp(-np.clip(self._net.get_tensor(self._scores)[0, :, 0], -50, 50)))
        raw = self._net.get_tensor(self._points)[0].reshape(-1, 8, 2)
        # the second pair is the box's size, the others are points relative to the anchor
        points = raw / SIDE + self._anchors[:, None]
        points[:, 1] = raw[:, 1] / SIDE
        offset = np.array(shift, np.float32)
        kept = _merged(scores, points, threshold)
        return [self._face(score, p, offset, 1 / ratio) for score, p in kept]

    @staticmethod
    def _face(
        score: float, points: NDArray[np.float32], offset: NDArray[np.float32], ratio: float
    ) -> FoundFace:
        centre = (points[0] * SIDE - offset) * ratio
        size = points[1] * SIDE * ratio
        eyes = sorted(tuple(float(v) for v in (p * SIDE - offset) * ratio) for p in points[2:4])
        left, right = ((x, y) for x, y in eyes)
        return FoundFace(
            score=round(score, 4),
            left=float(centre[0] - size[0] / 2),
            top=float(centre[1] - size[1] / 2),
            width=float(size[0]),
            height=float(size[1]),
            left_eye=left,
            right_eye=right,
        )


def _moved(face: FoundFace, left: float, top: float) -> FoundFace:
    return FoundFace(
        score=face.score,
        left=face.left + left,
        top=face.top + top,
        width=face.width,
        height=face.height,
        left_eye=(face.left_eye[0] + left, face.left_eye[1] + top),
        right_eye=(face.right_eye[0] + left, face.right_eye[1] + top),
    )


def _same(one: FoundFace, other: FoundFace) -> bool:
    def box(face: FoundFace) -> NDArray[np.float32]:
        centre = (face.left + face.width / 2, face.top + face.height / 2)
        return np.array([centre, (face.width, face.height)], np.float32)

    return bool(_overlap(box(one), box(other)[None])[0] > _OVERLAP)


def _merged(
    scores: NDArray[np.float32], points: NDArray[np.float32], threshold: float
) -> list[tuple[float, NDArray[np.float32]]]:
    """Anchors that overlap the surest one are averaged with it, weighted by score (BlazeFace's
    blending in place of non-maximum suppression)."""
    left = np.flatnonzero(scores >= threshold)
    left = left[np.argsort(-scores[left])]
    out = []
    while len(left):
        same = _overlap(points[left[0]], points[left]) > _OVERLAP
        same[0] = True
        group = left[same]
        weights = scores[group] / scores[group].sum()
        out.append((float(scores[left[0]]), np.tensordot(weights, points[group], 1)))
        left = left[~same]
    return out


def _overlap(one: NDArray[np.float32], many: NDArray[np.float32]) -> NDArray[np.float32]:
    """Intersection over union of boxes given as (centre, size, ...)."""
    low = np.maximum(one[0] - one[1] / 2, many[:, 0] - many[:, 1] / 2)
    high = np.minimum(one[0] + one[1] / 2, many[:, 0] + many[:, 1] / 2)
    shared = np.clip(high - low, 0, None).prod(axis=1)
    union = one[1].prod() + many[:, 1].prod(axis=1) - shared
    return shared / np.maximum(union, 1e-9)
