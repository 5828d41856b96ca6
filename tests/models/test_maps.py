"""Maps of what a reading rests on: what they point at must matter to the network."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from models import registry
from models.measures import probabilities
from tools.affect import FACE_LABELS, VOICE_LABELS
from tools.face import MAP_CELLS, FaceReader
from tools.face_crop import activation_picture
from tools.ports import Audio, Frame, VoiceReading
from tools.sound import HEARING_RATE, resample
from tools.voice import MAP_STEP_S, VoiceReader, _over_time
from viva.settings import load

pytestmark = pytest.mark.weights

PATCH = 12


def without(image: np.ndarray, row: int, column: int) -> np.ndarray:
    """The face with a square of 12 x 12 pixels made as grey as the whole."""
    covered = image.copy()
    covered[row : row + PATCH, column : column + PATCH] = int(image.mean())
    return covered


@pytest.mark.data
def test_covering_what_the_map_points_at_costs_the_class_more_than_covering_the_rest(
    data_folder: Path,
) -> None:
    """Over 30 faces of FER2013's PublicTest, on average; the class is the network's own."""
    from models.face import network
    from models.face.data import load_fer2013
    from models.face.maps import class_activation

    net, about = network.load(registry.locate("face_expression", load()), load())
    side = int(about["side"])
    images = load_fer2013(data_folder, "PublicTest").images[:300:10]
    before = probabilities(network.logits(net, images, side))
    found = before.argmax(axis=1)
    most, least = [], []
    for image, target in zip(images, found.tolist(), strict=True):
        cam = class_activation(net, image, side, target)
        assert cam.shape == (48, 48)
        assert cam.min() >= 0
        assert cam.max() == pytest.approx(1) or cam.max() == 0
        blocks = cam.reshape(4, PATCH, 4, PATCH).mean(axis=(1, 3))
        for kept, at in ((most, blocks.argmax()), (least, blocks.argmin())):
            row, column = np.unravel_index(at, (4, 4))
            kept.append(without(image, int(row) * PATCH, int(column) * PATCH))
    rows = np.arange(len(images))
    lost = [
        (before - probabilities(network.logits(net, np.stack(kept), side)))[rows, found].mean()
        for kept in (most, least)
    ]
    assert lost[0] > 2 * max(lost[1], 0.01)


@pytest.mark.data
def test_a_frame_has_a_map_and_a_picture_of_it(data_folder: Path) -> None:
    reader = FaceReader(load())
    with Image.open(data_folder / "faces" / "astronaut.png") as image:
        frame = Frame(np.asarray(image.convert("RGB")), 1.5)
    reading = reader.read_face([frame])
    assert reading.label is not None
    shown = reader.explain_face([frame], reading)
    assert shown is not None
    assert (shown.at_s, shown.label, len(shown.values)) == (1.5, reading.label, MAP_CELLS)
    assert max(max(row) for row in shown.values) == 1
    found = reader.activation(frame, reading.label)
    assert found is not None
    assert activation_picture(*found).size == (240, 240)
    empty = Frame(np.full((100, 100, 3), 128, np.uint8), 0.0)
    assert reader.activation(empty, FACE_LABELS[0]) is None
    assert reader.explain_face([empty], reader.read_face([empty])) is None


@pytest.mark.data
def test_speech_weighs_more_than_the_silence_beside_it(data_folder: Path) -> None:
    """Windows of half speech, half the noise of a quiet room, for every emotion."""
    import soundfile

    from models.voice import network
    from models.voice.front_end import frames_of, mel_picture
    from models.voice.maps import moments

    speech, rate = soundfile.read(data_folder / "stt" / "jfk.flac", dtype="float32")
    mono = resample(np.ascontiguousarray(speech.mean(axis=1)), rate, HEARING_RATE)
    window = np.random.default_rng(0).normal(0, 1e-4, 3 * HEARING_RATE).astype(np.float32)
    half = len(window) // 2
    window[:half] = mono[HEARING_RATE : HEARING_RATE + half]
    pictures = mel_picture(window)[None]
    frames = np.array([frames_of(len(window))])
    model = network.load(registry.locate("voice_emotion", load()))
    for target in range(len(VOICE_LABELS)):
        weight = moments(model, pictures, frames, target)[0]
        assert weight.shape == (188,)
        assert weight[:94].sum() > 2 * weight[96:].sum()


@pytest.mark.data
def test_a_turn_s_map_is_laid_out_over_its_time_with_nothing_in_the_pauses(
    data_folder: Path,
) -> None:
    import soundfile

    speech, rate = soundfile.read(data_folder / "stt" / "jfk.flac", dtype="float32")
    mono = resample(np.ascontiguousarray(speech.mean(axis=1)), rate, HEARING_RATE)
    pause = np.zeros(3 * HEARING_RATE, np.float32)
    audio = Audio(np.concatenate([pause, mono[: 5 * HEARING_RATE], pause]), HEARING_RATE)
    reader = VoiceReader(load())
    reading = VoiceReading("voice", "sad", {"sad": 1.0}, 4.0)  # as if it had been sure of it
    shown = reader.explain_voice(audio, reading)
    assert shown is not None
    assert len(shown.values) == round(11 / MAP_STEP_S)
    assert max(shown.values) == 1
    assert not any(shown.values[: round(2.75 / MAP_STEP_S)])
    assert not any(shown.values[round(8.5 / MAP_STEP_S) :])
    assert reader.explain_voice(audio, VoiceReading("not_sure", None, {}, 4.0)) is None


def test_steps_are_laid_where_they_were() -> None:
    """A second of speech at 4 s of the turn and one at 8 s, joined in one window."""
    second = np.arange(HEARING_RATE, dtype=np.float32) / HEARING_RATE
    when = np.concatenate([second + 4, second + 8]).astype(np.float32)
    sizes = np.zeros((1, 188), np.float32)
    sizes[0, 31], sizes[0, 94] = 1.0, 0.5  # at 0.5 s and 1.5 s of what was joined
    shown = _over_time(sizes, when, 10.0)
    assert {n: value for n, value in enumerate(shown) if value} == {
        round(4.25 / MAP_STEP_S): 1.0,
        round(8.5 / MAP_STEP_S): 0.5,
    }
