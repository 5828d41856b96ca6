"""What the frames of a turn come to together. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from tools.affect import FACE_LABELS
from tools.eyes import SLOWEST_GAP_S, points_away
from tools.ports import FaceMoment, FaceReading, Frame

FRAMES_PER_S = 2.0
_SMOOTHING_S = 1.0  # how long an expression lingers in the smoothed probabilities
_CHANGING, _AWAY = 0.2, 0.8  # shares of a turn in which the head points past the camera
_READABLE_SHARE = 1 / 3  # of the moments of a turn must show a face for the turn to be read

Facing = Literal["camera", "away", "changing", "not_known"]
State = Literal["face", "no_face", "several_faces", "too_dark", "too_blurred", "not_sure"]


def sampled(frames: Sequence[Frame]) -> list[Frame]:
    """At most FRAMES_PER_S of them; ``frames`` and what is kept in order of time."""
    kept: list[Frame] = []
    for frame in frames:
        if not kept or frame.at_s - kept[-1].at_s >= 1 / FRAMES_PER_S - 0.02:
            kept.append(frame)
    return kept


def close_together(frames: Sequence[Frame]) -> list[Frame]:
    """Those with a neighbour so near that a blink would show."""
    if len(frames) < 2:
        return []
    near = [b.at_s - a.at_s <= SLOWEST_GAP_S for a, b in pairwise(frames)]
    return [
        frame
        for frame, before, after in zip(frames, [False, *near], [*near, False], strict=True)
        if before or after
    ]


def summarise(moments: Sequence[FaceMoment], abstain_below: float) -> FaceReading:
    """The turn's reading from its moments; pure.

    Probabilities are smoothed over time, then averaged with each moment standing for the time
    around it, so that more frames of the same face change nothing.
    """
    if not moments:
        return FaceReading("no_face", None, {}, ())
    facing, away = _facing(moments)
    read = [moment for moment in moments if moment.probabilities]
    if len(read) < _READABLE_SHARE * len(moments):
        others: list[State] = [m.state for m in moments if not m.probabilities]
        state: State = max(dict.fromkeys(others), key=others.count)
        return FaceReading(state, None, {}, tuple(moments), facing, away)
    times = np.array([moment.at_s for moment in read])
    values = np.array([[m.probabilities[label] for label in FACE_LABELS] for m in read])
    mean = _time_weights(times) @ _smoothed(times, values)
    mean /= mean.sum()
    probabilities = {k: round(float(v), 6) for k, v in zip(FACE_LABELS, mean, strict=True)}
    label = max(probabilities, key=lambda name: probabilities[name])
    if probabilities[label] < abstain_below:
        return FaceReading("not_sure", None, probabilities, tuple(moments), facing, away)
    return FaceReading("face", label, probabilities, tuple(moments), facing, away)


def _facing(moments: Sequence[FaceMoment]) -> tuple[Facing, float | None]:
    away = [points_away(moment.pose) for moment in moments if moment.pose]
    if not away:
        return "not_known", None
    share = sum(away) / len(away)
    facing = "camera" if share < _CHANGING else "changing" if share < _AWAY else "away"
    return facing, round(share, 3)


def _smoothed(times: NDArray[np.float64], values: NDArray[np.float64]) -> NDArray[np.float64]:
    out = values.copy()
    for at in range(1, len(out)):
        keep = math.exp(-(times[at] - times[at - 1]) / _SMOOTHING_S)
        out[at] = keep * out[at - 1] + (1 - keep) * values[at]
    return out


def _time_weights(times: NDArray[np.float64]) -> NDArray[np.float64]:
    """Half the time to each neighbour; the outer ones count as if they had another beyond."""
    if len(times) == 1 or times[-1] <= times[0]:
        return np.full(len(times), 1 / len(times))
    gaps = np.diff(times)
    around = np.concatenate([gaps[:1], gaps]) + np.concatenate([gaps, gaps[-1:]])
    return around / around.sum()
