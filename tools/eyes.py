"""Blinks, from how far the eyes are open, and where the head points. From FaceMesh's points and the
eye contours of MediaPipe's iris model, run by LiteRT.

FaceMesh alone does not see an eye close: over a blink its eye-aspect ratio hardly moves (measured
in docs/affect.md), so each eye is looked at again, from close up, by the model for eye contours.

Source: google-ai-edge/mediapipe, ``iris_landmark.tflite``, input 64 x 64 RGB in 0..1; eye-aspect
ratio of Soukupova and Cech 2016.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tools.facemesh import Mesh
from tools.ports import Blinks, HeadPose
from viva.errors import AffectError

SLOWEST_GAP_S = 0.12  # between frames in which a blink, 0.1 to 0.4 s long, can be seen at all
AWAY_DEG = 30.0  # a head turned or tilted further than this from the camera looks elsewhere

_SIDE = 64
_ROUND = 2.3  # the square that is looked at, in widths of the eye, as MediaPipe has it
_CORNERS = ((33, 133), (362, 263))  # of FaceMesh's points, the viewer's left eye first
_LIDS = ((11, 3), (12, 4), (13, 5))  # of the contour: pairs above and below
_CORNER, _OTHER_CORNER = 0, 8
_SMALLEST_PX = 10.0  # an eye less wide than this says nothing
_TURNED_DEG = 40.0  # nor does one that is seen from the side

_CLOSED = 0.7  # of the person's own open eye
_AROUND_S = 1.5  # the open eye is that of the time around, since a nod changes it too
_LONGEST_S = 0.5  # eyes closed for longer are closed, not blinking
_LEAST_S = 1.5  # shorter than this shows nothing
_RATE_AFTER_S = 10.0  # a rate per minute is given from this length on
_SEEN_SHARE = 0.6


class EyeContours:
    """Not safe for two threads at a time; the reader that owns it holds a lock."""

    def __init__(self, path: Path, threads: int = 1) -> None:
        """Raises AffectError if LiteRT cannot run the file."""
        from ai_edge_litert.interpreter import Interpreter

        try:
            self._net = Interpreter(model_path=str(path), num_threads=threads)
            self._net.allocate_tensors()
            self._input = self._net.get_input_details()[0]["index"]
            outputs = {int(np.prod(d["shape"])): d["index"] for d in self._net.get_output_details()}
            self._contour = outputs[213]
        except (ValueError, RuntimeError, KeyError) as error:
            raise AffectError(
                f"The eye contours' model cannot be loaded ({error}).",
                next_step='Run "viva doctor".',
            ) from error

    def openness(self, image: NDArray[np.uint8], mesh: Mesh) -> float | None:
        """The eye-aspect ratio, mean of both eyes: about 0.3 open and 0.13 closed, which differs
        between people. None where the eyes are too small or seen from the side.

        Raises:
            AffectError: the model could not run.
        """
        if abs(head_pose(mesh).yaw_deg) > _TURNED_DEG:
            return None
        picture = Image.fromarray(image)
        ratios = []
        for outer, inner in _CORNERS:
            one, other = mesh.points[outer, :2], mesh.points[inner, :2]
            if float(np.hypot(*(other - one))) < _SMALLEST_PX:
                return None
            ratios.append(_aspect_ratio(self._look(picture, one, other, mirrored=outer != 33)))
        return float(np.mean(ratios))

    def _look(
        self,
        picture: Image.Image,
        one: NDArray[np.float32],
        other: NDArray[np.float32],
        *,
        mirrored: bool,
    ) -> NDArray[np.float32]:
        """(71, 2) points of the eye between two corners, in pixels of the patch."""
        across = other - one
        angle = math.atan2(float(across[1]), float(across[0]))
        step = float(np.hypot(*across)) * _ROUND / _SIDE
        cos, sin = math.cos(angle) * step, math.sin(angle) * step
        half = _SIDE / 2
        centre = (one + other) / 2
        patch = picture.transform(
            (_SIDE, _SIDE),
            Image.Transform.AFFINE,
            (
                cos, -sin, float(centre[0]) - half * (cos - sin),
                sin, cos, float(centre[1]) - half * (sin + cos),
            ),
            Image.Resampling.BILINEAR,
        )  # fmt: skip
        pixels = np.asarray(patch, np.float32)[None] / 255
        try:
            self._net.set_tensor(self._input, pixels[:, :, ::-1].copy() if mirrored else pixels)
            self._net.invoke()
        except (ValueError, RuntimeError) as error:
            raise AffectError(
                f"The eye contours' model stopped ({error}).", next_step='Run "viva doctor".'
            ) from error
        return self._net.get_tensor(self._contour).reshape(71, 3)[:, :2]


def _aspect_ratio(contour: NDArray[np.float32]) -> float:
    heights = [np.hypot(*(contour[above] - contour[below])) for above, below in _LIDS]
    width = max(float(np.hypot(*(contour[_CORNER] - contour[_OTHER_CORNER]))), 1e-6)
    return float(np.mean(heights)) / width


def head_pose(mesh: Mesh) -> HeadPose:
    """Where the head points, from the line between the cheeks and that from chin to forehead."""
    across = mesh.points[454] - mesh.points[234]
    up = mesh.points[10] - mesh.points[152]
    return HeadPose(
        yaw_deg=round(math.degrees(math.atan2(across[2], np.hypot(across[0], across[1]))), 1),
        pitch_deg=round(math.degrees(math.atan2(up[2], np.hypot(up[0], up[1]))), 1),
        roll_deg=round(math.degrees(math.atan2(across[1], across[0])), 1),
    )


def points_away(pose: HeadPose) -> bool:
    """The head points further than 30 degrees past the camera. Where the eyes look is not known."""
    return abs(pose.yaw_deg) > AWAY_DEG or abs(pose.pitch_deg) > AWAY_DEG


def find_blinks(times: Sequence[float], openness: Sequence[float | None]) -> Blinks:
    """Blinks in a turn's frames, ``times`` in seconds and in order; pure.

    The threshold is the person's own: 0.7 of how far the eyes are open in the 3 s around. Frames
    further apart than 0.12 s miss blinks, so then nothing is counted.
    """
    if len(times) < 2 or float(np.median(np.diff(times))) > SLOWEST_GAP_S:
        return Blinks("too_few_frames", (), None, 0.0, None)
    seen = [(at, value) for at, value in zip(times, openness, strict=True) if value is not None]
    if len(seen) < _SEEN_SHARE * len(times):
        return Blinks("eyes_not_seen", (), None, 0.0, None)
    at = np.array([when for when, _ in seen])
    value = np.array([ratio for _, ratio in seen])
    gaps = np.diff(at)
    watched_s = round(float(gaps[gaps <= 2 * SLOWEST_GAP_S].sum()), 2)
    if watched_s < _LEAST_S:
        return Blinks("too_short", (), None, watched_s, None)
    overall = float(np.percentile(value, 80))
    around = [np.percentile(value[np.abs(at - when) <= _AROUND_S], 80) for when in at]
    closed = value < _CLOSED * np.maximum(around, 0.75 * overall)
    middles = tuple(round(float(middle), 2) for middle in _closings(at, closed))
    rate = round(60 * len(middles) / watched_s, 1) if watched_s >= _RATE_AFTER_S else None
    return Blinks("measured", middles, rate, watched_s, round(overall, 3))


def _closings(at: NDArray[np.float64], closed: NDArray[np.bool_]) -> list[float]:
    """The middles of the runs of closed frames that begin and end open and are short enough."""
    found = []
    edges = np.flatnonzero(np.diff(closed.astype(np.int8)))
    for before, last in pairwise(edges):
        if not closed[before + 1]:
            continue  # this run is one of open eyes
        if at[last + 1] - at[before] - SLOWEST_GAP_S <= _LONGEST_S:
            found.append((at[before + 1] + at[last]) / 2)
    return found
