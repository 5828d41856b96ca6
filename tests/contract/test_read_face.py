"""The same promises for the scripted face reader and the real one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tools.affect import FACE_LABELS
from tools.face import FaceReader
from tools.ports import FaceReading, Frame, ReadFace
from tools.scripted import ScriptedReadFace
from viva.errors import InputRefused, WeightCorrupt, WeightMissing
from viva.settings import load

NOTHING = FaceReading("no_face", None, {}, ())
OpenReader = Callable[[Sequence[FaceReading]], ReadFace]


@pytest.fixture(scope="module")
def real() -> FaceReader:
    return FaceReader(load())


@pytest.fixture(params=["scripted", pytest.param("real", marks=pytest.mark.weights)])
def open_reader(request: pytest.FixtureRequest) -> OpenReader:
    """A reader of which these readings are expected; the real one finds them itself."""
    if request.param == "scripted":
        return ScriptedReadFace
    return lambda _: request.getfixturevalue("real")


def frames(picture: np.ndarray, count: int = 3) -> list[Frame]:
    return [Frame(picture, at / 2) for at in range(count)]


def noise() -> np.ndarray:
    return np.random.default_rng(3).integers(0, 255, (120, 160, 3)).astype(np.uint8)


def check(reading: FaceReading) -> None:
    """What every reading promises."""
    assert (reading.label is not None) == (reading.state == "face")
    assert bool(reading.probabilities) == (reading.state in ("face", "not_sure"))
    if reading.probabilities:
        assert set(reading.probabilities) == set(FACE_LABELS)
        assert sum(reading.probabilities.values()) == pytest.approx(1, abs=1e-3)
    if reading.label:
        assert reading.label == max(reading.probabilities, key=lambda k: reading.probabilities[k])
    assert [m.at_s for m in reading.moments] == sorted(m.at_s for m in reading.moments)


def test_no_frames_is_no_face(open_reader: OpenReader) -> None:
    assert open_reader([NOTHING]).read_face([]) == NOTHING


def test_noise_has_no_face(open_reader: OpenReader) -> None:
    reading = open_reader([NOTHING]).read_face(frames(noise()))
    assert reading.state == "no_face"
    check(reading)


def test_a_black_picture_is_too_dark(open_reader: OpenReader) -> None:
    dark = FaceReading("too_dark", None, {}, ())
    reading = open_reader([dark]).read_face(frames(np.zeros((48, 64, 3), np.uint8)))
    assert reading.state == "too_dark"
    check(reading)


def test_the_same_frames_have_the_same_reading(open_reader: OpenReader) -> None:
    reader = open_reader([NOTHING, NOTHING])
    assert reader.read_face(frames(noise())) == reader.read_face(frames(noise()))


@pytest.mark.weights
@pytest.mark.parametrize(
    "shape", [(1, 1), (2, 2, 1), (5, 5, 4), (3, 900, 3), (900, 3, 3), (2600, 3400, 3)]
)
def test_odd_pictures_get_a_named_state(real: FaceReader, shape: tuple[int, ...]) -> None:
    check(real.read_face(frames(np.full(shape, 128, np.uint8), 1)))


@pytest.mark.weights
def test_what_is_no_picture_is_refused_before_it_is_read(real: FaceReader) -> None:
    with pytest.raises(InputRefused):
        real.read_face([Frame(np.zeros((0, 0, 3), np.uint8), 0.0)])


@pytest.mark.weights
def test_at_most_two_frames_a_second_are_looked_at(real: FaceReader) -> None:
    picture = np.full((48, 64, 3), 128, np.uint8)
    reading = real.read_face([Frame(picture, at / 30) for at in range(90)])
    assert len(reading.moments) == 6


@pytest.mark.weights
def test_reading_while_the_answer_goes_on_gives_what_reading_at_its_end_gives(
    real: FaceReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn = frames(noise(), 8)
    at_the_end = real.read_face([Frame(frame.image, frame.at_s) for frame in turn])
    for so_far in range(1, 8):
        real.read_face(turn[:so_far])
    looks: list[float] = []
    look = FaceReader._look
    monkeypatch.setattr(
        FaceReader, "_look", lambda self, frame: looks.append(frame.at_s) or look(self, frame)
    )
    assert real.read_face(turn) == at_the_end
    assert looks == [3.5]


@pytest.mark.weights
@pytest.mark.data
@pytest.mark.parametrize(
    ("name", "states"),
    [
        ("astronaut.png", ("face", "not_sure")),
        ("obama-480p.jpg", ("face", "not_sure")),
        ("two_people.jpg", ("several_faces",)),
    ],
)
def test_real_pictures(
    real: FaceReader, data_folder: Path, name: str, states: tuple[str, ...]
) -> None:
    picture = np.asarray(Image.open(data_folder / "faces" / name).convert("RGB"))
    reading = real.read_face(frames(picture, 4))
    assert reading.state in states
    check(reading)
    for moment in reading.moments:
        assert moment.box is not None
        assert moment.box.left + moment.box.width <= picture.shape[1]
        assert moment.box.top + moment.box.height <= picture.shape[0]


@pytest.mark.weights
@pytest.mark.data
@pytest.mark.parametrize("name", ["again", "help", "yes"])
def test_a_person_in_front_of_a_webcam(real: FaceReader, data_folder: Path, name: str) -> None:
    """The face is 70 pixels wide, hands pass before it, and a larger skull is printed on the shirt:
    there is one person all the same."""
    import av

    with av.open(str(data_folder / "faces" / "webcam" / f"{name}.mkv")) as video:
        pictures = [f.to_ndarray(format="rgb24") for f in video.decode(video=0)]
    reading = real.read_face([Frame(p, at / 30) for at, p in enumerate(pictures)])
    assert reading.state in ("face", "not_sure")
    assert {moment.state for moment in reading.moments} <= {"face", "not_sure"}
    assert all(moment.box and moment.box.top < 130 for moment in reading.moments)


@pytest.mark.weights
@pytest.mark.data
def test_a_smile_is_seen_as_one_in_any_size_and_kind_of_picture(
    real: FaceReader, data_folder: Path
) -> None:
    picture = Image.open(data_folder / "faces" / "astronaut.png").convert("RGB")
    grey = np.asarray(picture.convert("L"))
    variants = {
        "plain": np.asarray(picture),
        "grey": grey,
        "16 bits": grey.astype(np.uint16) * 257,
        "with alpha": np.asarray(picture.convert("RGBA")),
        "three times as large": np.asarray(picture.resize((1536, 1536))),
        "half as bright": (np.asarray(picture) // 2).astype(np.uint8),
    }
    labels = {name: real.read_face(frames(p, 1)).label for name, p in variants.items()}
    assert set(labels.values()) == {"happy"}, labels


@pytest.mark.weights
@pytest.mark.data
def test_the_same_face_in_the_dark_is_too_dark(real: FaceReader, data_folder: Path) -> None:
    picture = np.asarray(Image.open(data_folder / "faces" / "astronaut.png").convert("RGB"))
    assert real.read_face(frames((picture // 12).astype(np.uint8))).state == "too_dark"


def test_missing_weights_are_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(WeightMissing, match="viva pull"):
        FaceReader(load(cache_dir=tmp_path)).read_face(frames(noise(), 1))


def test_a_changed_weight_file_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "weights" / "blazeface"
    folder.mkdir(parents=True)
    (folder / "face_detection_short_range.tflite").write_bytes(b"not the detector")
    with pytest.raises(WeightCorrupt):
        FaceReader(load(cache_dir=tmp_path)).read_face(frames(noise(), 1))


def test_the_scripted_reader_fails_on_calls_that_were_not_or_never_expected() -> None:
    reader = ScriptedReadFace([NOTHING])
    with pytest.raises(AssertionError, match="never came"):
        reader.assert_consumed()
    reader.read_face([])
    reader.assert_consumed()
    with pytest.raises(AssertionError, match="unexpected"):
        reader.read_face([])
