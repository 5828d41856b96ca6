"""Blinks and where a head points: the arithmetic on made-up eyes, the models on real faces."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tools.eyes import find_blinks, head_pose, points_away
from tools.face import FaceReader
from tools.facemesh import Mesh
from tools.ports import FaceReading, Frame, HeadPose
from viva.settings import load

OPEN, CLOSED = 0.3, 0.13


def eyes(
    seconds: float, fps: float, *blinks: float, lasting_s: float = 0.2
) -> tuple[list[float], list[float | None]]:
    """Frames of eyes that are open but for ``blinks``, with the noise of the real measure."""
    noise = np.random.default_rng(1).normal(0, 0.012, round(seconds * fps))
    times = [n / fps for n in range(len(noise))]
    values: list[float | None] = [
        float(CLOSED if any(b <= t < b + lasting_s for b in blinks) else OPEN) + float(e)
        for t, e in zip(times, noise, strict=True)
    ]
    return times, values


@pytest.mark.parametrize("fps", [10, 15, 30])
def test_blinks_are_counted_with_their_time_and_rate(fps: int) -> None:
    found = find_blinks(*eyes(20, fps, 3.0, 9.5, 17.2))
    assert found.state == "measured"
    assert found.at_s == pytest.approx((3.1, 9.6, 17.3), abs=0.1)
    assert found.per_minute == pytest.approx(9, abs=0.3)


def test_two_frames_a_second_are_not_enough_and_nothing_is_made_up() -> None:
    found = find_blinks(*eyes(20, 2, 3.0, 9.5))
    assert (found.state, found.at_s, found.per_minute) == ("too_few_frames", (), None)


def test_a_short_look_counts_but_gives_no_rate() -> None:
    found = find_blinks(*eyes(3, 30, 1.5))
    assert (found.state, len(found.at_s), found.per_minute) == ("measured", 1, None)
    assert find_blinks(*eyes(1, 30, 0.5)).state == "too_short"
    assert find_blinks([], []).state == "too_few_frames"


def test_noise_is_no_blink_nor_are_eyes_that_stay_closed() -> None:
    assert find_blinks(*eyes(30, 30)).at_s == ()
    assert find_blinks(*eyes(10, 30, 4.0, lasting_s=2.0)).at_s == ()


def test_the_threshold_is_the_person_s_own() -> None:
    """Eyes that are always narrow, at 0.18, do not blink all the time; a wide eye that narrows to
    0.18 does."""
    times, values = eyes(10, 30, 4.0)
    narrow: list[float | None] = [v * 0.6 if v is not None else None for v in values]
    assert len(find_blinks(times, narrow).at_s) == 1
    wide: list[float | None] = [0.18 if 60 <= n < 66 else 0.36 for n in range(300)]
    assert len(find_blinks(times, wide).at_s) == 1


def test_a_nod_that_slowly_narrows_the_eyes_is_no_blink() -> None:
    times = [n / 30 for n in range(300)]
    drifting: list[float | None] = [float(0.3 + 0.06 * np.sin(t)) for t in times]
    assert find_blinks(times, drifting).at_s == ()


def test_eyes_that_are_mostly_out_of_sight_are_not_counted() -> None:
    times, values = eyes(10, 30, 4.0)
    hidden = [v if n % 3 == 0 else None for n, v in enumerate(values)]
    assert find_blinks(times, hidden).state == "eyes_not_seen"


@pytest.mark.parametrize(("yaw", "pitch"), [(0, 0), (40, 0), (-40, 0), (0, 35), (0, -35), (10, 5)])
def test_the_pose_is_that_of_the_points(yaw: float, pitch: float) -> None:
    points = np.zeros((468, 3))
    points[[234, 454, 10, 152]] = [(-50, 0, 0), (50, 0, 0), (0, -60, 0), (0, 60, 0)]
    a, b = np.radians(yaw), np.radians(pitch)
    turn = np.array([[np.cos(a), 0, -np.sin(a)], [0, 1, 0], [np.sin(a), 0, np.cos(a)]])
    tilt = np.array([[1, 0, 0], [0, np.cos(b), np.sin(b)], [0, -np.sin(b), np.cos(b)]])
    pose = head_pose(Mesh((points @ tilt.T @ turn.T).astype(np.float32), 1.0))
    assert pose.yaw_deg == pytest.approx(yaw, abs=0.2)
    assert pose.pitch_deg == pytest.approx(pitch, abs=0.2)
    assert points_away(pose) == (abs(yaw) > 30 or abs(pitch) > 30)
    assert not points_away(HeadPose(0.0, 0.0, 50.0))  # tilted, not turned


# ------------------------------------------------------------------ real faces


@pytest.fixture(scope="module")
def reader() -> FaceReader:
    return FaceReader(load())


def film(data: Path, name: str) -> list[Frame]:
    import av

    with av.open(str(data / "faces" / "webcam" / f"{name}.mkv")) as video:
        pictures = [frame.to_ndarray(format="rgb24") for frame in video.decode(video=0)]
    return [Frame(picture, at / 30) for at, picture in enumerate(pictures)]


@pytest.mark.weights
@pytest.mark.data
@pytest.mark.parametrize(("name", "blinks"), [("again", ()), ("help", ()), ("yes", (56.5 / 30,))])
def test_blinks_on_the_webcam_clips_are_those_that_were_seen_by_eye(
    reader: FaceReader, data_folder: Path, name: str, blinks: tuple[float, ...]
) -> None:
    """Every frame was looked at, enlarged: in "yes" the lids are down in frames 56 and 57 and half
    way in 58; nowhere else do both eyes close."""
    frames = film(data_folder, name)
    reading = reader.read_face(frames)
    assert reading.blinks is not None
    assert reading.blinks.state == "measured"
    assert reading.blinks.at_s == pytest.approx(blinks, abs=1.5 / 30)
    assert reading.blinks.per_minute is None  # two seconds make no rate
    assert reading.facing == "camera"
    assert reader.read_face(frames[::15]).blinks is not None
    at_two_a_second = reader.read_face(frames[::15]).blinks
    assert at_two_a_second is not None
    assert at_two_a_second.state == "too_few_frames"


@pytest.mark.weights
@pytest.mark.data
def test_painted_blinks_on_a_photograph_are_found(reader: FaceReader, data_folder: Path) -> None:
    """Artificial: a still portrait whose upper lids are drawn down over the eyes twice."""
    with Image.open(data_folder / "faces" / "astronaut.png") as image:
        portrait = np.asarray(image.convert("RGB"))
    first = Frame(portrait, 0.0)
    reader.read_face([first])
    shut = lids_down(portrait, reader._meshes[first].points)

    def reading(closed: Callable[[int], bool]) -> FaceReading:
        pictures = [shut if closed(n) else portrait for n in range(40)]
        return reader.read_face([Frame(p, n / 15) for n, p in enumerate(pictures)])

    found = reading(lambda n: n in (12, 13, 28, 29, 30)).blinks
    assert found is not None
    assert found.at_s == pytest.approx((12.5 / 15, 29 / 15), abs=0.07)
    still = reading(lambda n: False).blinks
    assert still is not None
    assert (still.state, still.at_s) == ("measured", ())


def lids_down(picture: np.ndarray, points: np.ndarray) -> np.ndarray:
    """The skin above each eye stretched down to the lower lid."""
    upper = (
        (33, 246, 161, 160, 159, 158, 157, 173, 133),
        (362, 398, 384, 385, 386, 387, 388, 466, 263),
    )
    lower = (
        (33, 7, 163, 144, 145, 153, 154, 155, 133),
        (362, 382, 381, 380, 374, 373, 390, 249, 263),
    )
    out = picture.copy()
    for above, below in zip(upper, lower, strict=True):
        lid = points[list(above)]
        floor = points[list(below)]
        lid, floor = lid[lid[:, 0].argsort()], floor[floor[:, 0].argsort()]
        width = lid[-1, 0] - lid[0, 0]
        for x in range(int(lid[0, 0]), int(lid[-1, 0]) + 1):
            edge = np.interp(x, lid[:, 0], lid[:, 1])
            new = np.interp(x, floor[:, 0], floor[:, 1])
            top = edge - 0.35 * width
            rows = np.arange(int(top), int(new))
            source = top + (rows - top) * (edge - 0.04 * width - top) / (new - top)
            out[rows, x] = picture[np.maximum(source, 0).astype(int), x]
    return out


@pytest.mark.weights
@pytest.mark.data
def test_a_portrait_faces_the_camera_and_its_eyes_are_too_small_from_afar(
    reader: FaceReader, data_folder: Path
) -> None:
    with Image.open(data_folder / "faces" / "obama-480p.jpg") as image:
        picture = image.convert("RGB")
    pose = reader.read_face([Frame(np.asarray(picture), 0.0)]).moments[0].pose
    assert pose is not None
    assert not points_away(pose)
    small = np.asarray(picture.resize((picture.width // 3, picture.height // 3)))
    found = reader.read_face([Frame(small, n / 15) for n in range(30)]).blinks
    assert found is not None
    assert found.state == "eyes_not_seen"
