"""The face reader's parts that need no weights, and what it does with odd pictures."""

from __future__ import annotations

import os

import numpy as np
import pytest
from PIL import Image, ImageFilter

from tools.affect import FACE_LABELS
from tools.blazeface import FoundFace
from tools.face_crop import as_rgb, cut_out, sharpness
from tools.face_turn import summarise
from tools.ports import Box, FaceMoment
from viva.errors import InputRefused

BOX = Box(0, 0, 10, 10)


def seen(at_s: float, label: str, sure: float = 0.9) -> FaceMoment:
    rest = (1 - sure) / (len(FACE_LABELS) - 1)
    return FaceMoment(at_s, "face", BOX, {k: sure if k == label else rest for k in FACE_LABELS})


def unseen(at_s: float, state: str = "no_face") -> FaceMoment:
    return FaceMoment(at_s, state, None, {})  # type: ignore[arg-type]


def test_no_moments_is_no_face() -> None:
    assert summarise([], 0.5).state == "no_face"


def test_one_clear_expression_is_named() -> None:
    reading = summarise([seen(t / 2, "happy") for t in range(6)], 0.5)
    assert (reading.state, reading.label) == ("face", "happy")
    assert sum(reading.probabilities.values()) == pytest.approx(1, abs=1e-4)


def test_below_the_threshold_nothing_is_named_but_the_probabilities_stay() -> None:
    reading = summarise([seen(0.0, "happy", 0.45)], 0.5)
    assert (reading.state, reading.label) == ("not_sure", None)
    assert reading.probabilities["happy"] == pytest.approx(0.45)


@pytest.mark.parametrize("state", ["no_face", "several_faces", "too_dark", "too_blurred"])
def test_a_turn_without_a_readable_face_says_why(state: str) -> None:
    reading = summarise([unseen(t / 2, state) for t in range(5)] + [seen(2.5, "happy")], 0.5)
    assert (reading.state, reading.label, reading.probabilities) == (state, None, {})


def test_more_frames_of_the_same_faces_change_nothing() -> None:
    """The balance over a turn must not depend on how often the camera delivers."""

    def turn(step: float) -> dict[str, float]:
        times = np.arange(0, 20, step)
        return summarise(
            [seen(float(t), "happy" if t < 10 else "sad") for t in times], 0.0
        ).probabilities

    slow, fast = turn(0.5), turn(0.125)
    assert slow["happy"] == pytest.approx(fast["happy"], abs=0.02)


def test_a_burst_of_frames_does_not_outweigh_the_rest_of_the_turn() -> None:
    steady = [seen(float(t), "neutral") for t in range(20)]
    burst = [seen(9.5 + i / 1000, "angry") for i in range(100)]
    reading = summarise(sorted([*steady, *burst], key=lambda m: m.at_s), 0.0)
    assert reading.label == "neutral"


@pytest.mark.parametrize(
    ("shape", "dtype"),
    [
        ((4, 6), np.uint8),
        ((4, 6, 1), np.uint8),
        ((4, 6, 2), np.uint8),
        ((4, 6, 3), np.uint8),
        ((4, 6, 4), np.uint8),
        ((4, 6), np.uint16),
        ((4, 6, 3), np.float32),
        ((1, 1), np.uint8),
    ],
)
def test_pictures_of_many_kinds_become_rgb(shape: tuple[int, ...], dtype: type) -> None:
    rgb = as_rgb(np.ones(shape, dtype))
    assert (rgb.shape, rgb.dtype) == ((*shape[:2], 3), np.uint8)


def test_sixteen_bits_and_floats_keep_their_brightness() -> None:
    assert as_rgb(np.full((2, 2), 65535, np.uint16)).max() == 255
    assert as_rgb(np.full((2, 2), 0.5, np.float64)).max() == 127
    assert as_rgb(np.full((2, 2), np.nan)).max() == 0


def test_twenty_megapixels_are_made_smaller() -> None:
    assert max(as_rgb(np.zeros((4000, 5000, 3), np.uint8)).shape[:2]) <= 1280


@pytest.mark.parametrize(
    "image",
    [
        np.zeros((0, 5, 3), np.uint8),
        np.zeros(7, np.uint8),
        np.zeros((2, 2, 5), np.uint8),
        np.zeros((2, 2, 3), np.complex64),
        np.zeros((2, 2, 2, 3), np.uint8),
        np.array([["a"]]),
    ],
)
def test_what_is_no_picture_is_refused(image: np.ndarray) -> None:
    with pytest.raises(InputRefused):
        as_rgb(image)


def test_a_tilted_face_is_cut_out_upright_with_the_eyes_where_training_had_them() -> None:
    picture = np.full((400, 400, 3), 90, np.uint8)
    left, right = (170.0, 180.0), (230.0, 220.0)
    for x, y in (left, right):
        picture[int(y) - 4 : int(y) + 5, int(x) - 4 : int(x) + 5] = 255
    distance = float(np.hypot(60, 40))
    face = FoundFace(0.9, 130, 130, distance * 2.36, distance * 2.36, left, right)
    crop = cut_out(picture, face).astype(float) - 90
    rows, columns = np.nonzero(crop > 60)
    assert crop.shape == (48, 48)
    assert rows.max() - rows.min() <= 6  # level
    assert rows.mean() / 48 == pytest.approx(0.393, abs=0.03)
    assert columns.mean() / 48 == pytest.approx(0.5, abs=0.03)


def test_a_face_at_the_edge_of_the_picture_is_cut_out_all_the_same() -> None:
    face = FoundFace(0.9, -30, -30, 60, 60, (-10.0, -5.0), (12.0, -5.0))
    assert cut_out(np.full((50, 50, 3), 7, np.uint8), face).shape == (48, 48)


def test_sharpness_falls_with_detail_and_not_with_light_or_contrast() -> None:
    face = np.random.default_rng(0).integers(60, 190, (48, 48)).astype(np.uint8)
    soft = Image.fromarray(face).filter(ImageFilter.GaussianBlur(2))
    assert sharpness(np.asarray(soft)) < 0.5 * sharpness(face)
    assert sharpness((face // 2 + 20).astype(np.uint8)) == pytest.approx(sharpness(face), rel=0.02)
    assert sharpness(np.full((48, 48), 90, np.uint8)) == 0


def test_ultralytics_leaves_the_picture_library_as_it_was() -> None:
    """It would fetch a package from the network for a picture that cannot be read."""
    from PIL import Image

    from models.face.network import build
    from viva.settings import load

    before = Image.open
    build("n", 7, load())
    assert Image.open is before
    assert os.environ["YOLO_AUTOINSTALL"] == "false"
