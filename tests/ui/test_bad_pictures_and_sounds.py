"""What comes in broken or odd has a named state: never an exception, never a made-up emotion."""

from __future__ import annotations

import io
import wave
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFilter

from tools.face import FaceReader
from tools.ports import Audio, FaceReading, Frame
from tools.voice import VoiceReader
from ui.media import from_wav, picture
from viva.errors import InputRefused, WeightCorrupt
from viva.settings import load

RATE = 16_000
SAMPLE = Path(__file__).parents[2] / "ui" / "static" / "sample_face.jpg"
SEEN = ("face", "not_sure")


@pytest.fixture(scope="module")
def face() -> FaceReader:
    return FaceReader(load())


@pytest.fixture(scope="module")
def voice() -> VoiceReader:
    return VoiceReader(load())


@pytest.fixture(scope="module")
def portrait() -> Image.Image:
    with Image.open(SAMPLE) as image:
        return image.convert("RGB")


def jpeg(image: Image.Image, **how: object) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=92, **how)
    return out.getvalue()


def read(face: FaceReader, data: bytes) -> FaceReading:
    pixels = picture(data)
    assert pixels is not None
    return face.read_face([Frame(pixels, 0.0)])


# ------------------------------------------------------------------ pictures


def test_a_truncated_picture_and_one_that_is_none_are_left_out(portrait: Image.Image) -> None:
    whole = jpeg(portrait)
    for damaged in (whole[: len(whole) // 2], whole[:20], b"", b"\x00" * 500):
        assert picture(damaged) is None


def test_twenty_megapixels_are_left_out_before_they_are_unpacked() -> None:
    assert picture(jpeg(Image.new("L", (5000, 4000)))) is None


@pytest.mark.weights
@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_colour_grey_and_print_colours_show_the_same_face(
    face: FaceReader, portrait: Image.Image, mode: str
) -> None:
    reading = read(face, jpeg(portrait.convert(mode)))
    assert reading.state in SEEN


@pytest.mark.weights
@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_a_picture_that_says_it_lies_on_its_side_is_set_upright(
    face: FaceReader, portrait: Image.Image, orientation: int
) -> None:
    turned = {3: 180, 6: 90, 8: 270}[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    data = jpeg(portrait.rotate(turned, expand=True), exif=exif)
    pixels = picture(data)
    assert pixels is not None
    assert pixels.shape[:2] == (portrait.height, portrait.width)
    assert np.abs(pixels.astype(int) - np.asarray(portrait)).mean() < 6
    assert read(face, data).state in SEEN


@pytest.mark.weights
def test_sixteen_bits_and_floats_show_the_same_face(
    face: FaceReader, portrait: Image.Image
) -> None:
    grey = np.asarray(portrait.convert("L"))
    for pixels in (grey.astype(np.uint16) * 257, (grey / 255).astype(np.float32)):
        assert face.read_face([Frame(pixels, 0.0)]).state in SEEN


@pytest.mark.weights
def test_a_picture_without_a_face_has_none(face: FaceReader) -> None:
    rows, columns = np.mgrid[0:240, 0:320]
    stripes = np.where((rows // 12 + columns // 12) % 2, 220, 40).astype(np.uint8)
    for pixels in (stripes, (columns % 256).astype(np.uint8), np.full((240, 320), 128, np.uint8)):
        reading = face.read_face([Frame(np.repeat(pixels[..., None], 3, axis=2), 0.0)])
        assert (reading.state, reading.label, reading.probabilities) == ("no_face", None, {})


@pytest.mark.weights
def test_a_face_out_of_focus_is_too_blurred(face: FaceReader, portrait: Image.Image) -> None:
    for radius in (2, 3, 4):
        blurred = np.asarray(portrait.filter(ImageFilter.GaussianBlur(radius)))
        reading = face.read_face([Frame(blurred, 0.0)])
        assert (reading.state, reading.label) == ("too_blurred", None)
    hardly = np.asarray(portrait.filter(ImageFilter.GaussianBlur(0.7)))
    assert face.read_face([Frame(hardly, 0.0)]).state in SEEN


@pytest.mark.weights
def test_a_photograph_held_into_the_camera_is_read_as_the_face_that_it_shows(
    face: FaceReader, portrait: Image.Image
) -> None:
    """The tools do not check that a face is alive, and say so (docs/affect.md)."""
    room = Image.new("RGB", (640, 480), (150, 150, 140))
    print_ = Image.new("RGB", (300, 340), (250, 250, 250))
    print_.paste(portrait.resize((280, 320)), (10, 10))
    room.paste(print_.rotate(7, expand=True, fillcolor=(150, 150, 140)), (150, 60))
    reading = face.read_face([Frame(np.asarray(room), 0.0)])
    assert reading.state in SEEN
    assert reading.blinks is not None
    assert reading.blinks.state != "measured"


@pytest.mark.weights
@pytest.mark.parametrize("weight", ["blazeface", "facemesh", "eye_contours"])
def test_a_changed_weight_of_the_face_is_refused(tmp_path: Path, weight: str) -> None:
    from models import registry

    kept = load()
    for name in ("blazeface", "facemesh", "eye_contours"):
        source = registry.locate(name, kept)
        folder = tmp_path / "weights" / name
        folder.mkdir(parents=True)
        data = bytearray(source.read_bytes())
        if name == weight:
            data[len(data) // 2] ^= 1
        (folder / source.name).write_bytes(data)
    with pytest.raises(WeightCorrupt):
        FaceReader(load(cache_dir=tmp_path)).warm()


# ------------------------------------------------------------------ sounds


def wav(samples: np.ndarray, *, channels: int = 1, rate: int = RATE) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((samples.clip(-1, 1) * 32767).astype("<i2").tobytes())
    return out.getvalue()


def test_a_recording_in_stereo_or_cut_short_is_refused_with_a_sentence() -> None:
    half = np.zeros(RATE, np.float32)
    for data in (wav(half, channels=2), wav(half)[:-1000], b"RIFF"):
        with pytest.raises(InputRefused) as refused:
            from_wav(data, 60)
        assert refused.value.next_step


@pytest.mark.weights
def test_a_recording_of_no_length_is_too_quiet(voice: VoiceReader) -> None:
    reading = voice.read_voice(from_wav(wav(np.zeros(0, np.float32)), 60))
    assert (reading.state, reading.label) == ("too_quiet", None)


def music(seconds: float) -> np.ndarray:
    """Chords of sawtooth tones with a beat, as loud as speech."""
    at = np.arange(round(seconds * RATE)) / RATE
    chords = ((220, 277, 330), (196, 247, 294), (175, 220, 262), (165, 208, 247))
    out = np.zeros(len(at))
    for n, chord in enumerate(chords * 3):
        here = (at >= n * seconds / 12) & (at < (n + 1) * seconds / 12)
        for tone in chord:
            out[here] += 2 * ((at[here] * tone) % 1) - 1
    beat = np.random.default_rng(0).normal(0, 1, len(at)) * np.exp(-8 * (at % 0.5))
    return (0.1 * out + 0.15 * beat).astype(np.float32)


@pytest.mark.weights
def test_music_has_no_emotion(voice: VoiceReader) -> None:
    reading = voice.read_voice(Audio(music(12), RATE))
    assert reading.state in ("too_short", "not_sure")
    assert reading.label is None


@pytest.mark.weights
@pytest.mark.data
@pytest.mark.parametrize("spoilt", ["clipped", "8 kHz", "offset", "quiet", "noisy"])
def test_spoilt_speech_has_a_named_state(
    voice: VoiceReader, data_folder: Path, spoilt: str
) -> None:
    import soundfile

    path = data_folder / "stt" / "sense_and_sensibility_01_austen_64kb-0870.wav"
    samples, rate = soundfile.read(path, dtype="float32")
    noise = np.random.default_rng(0).normal(0, 0.05, len(samples)).astype(np.float32)
    audio = {
        "clipped": Audio((samples * 40).clip(-1, 1), rate),
        "8 kHz": Audio(np.ascontiguousarray(samples[::2]), rate // 2),
        "offset": Audio(samples * np.float32(0.5) + np.float32(0.4), rate),
        "quiet": Audio(samples * np.float32(1e-4), rate),
        "noisy": Audio(samples + noise, rate),
    }[spoilt]
    reading = voice.read_voice(audio)
    assert reading.state in ("voice", "not_sure", "too_short", "too_quiet")
    assert (reading.label is not None) == (reading.state == "voice")
    assert spoilt != "quiet" or reading.state == "too_quiet"
