"""The same promises for the scripted voice reader and the real one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from tools.affect import VOICE_LABELS
from tools.ports import Audio, ReadVoice, VoiceReading
from tools.scripted import ScriptedReadVoice
from tools.sound import resample
from tools.voice import VoiceReader
from viva.errors import InputRefused
from viva.settings import load

RATE = 16_000
QUIET = VoiceReading("too_quiet", None, {}, 0.0)
SHORT = VoiceReading("too_short", None, {}, 0.0)
OpenReader = Callable[[Sequence[VoiceReading]], ReadVoice]


@pytest.fixture(scope="module")
def real() -> VoiceReader:
    return VoiceReader(load())


@pytest.fixture(params=["scripted", pytest.param("real", marks=pytest.mark.weights)])
def open_reader(request: pytest.FixtureRequest) -> OpenReader:
    """A reader of which these readings are expected; the real one finds them itself."""
    if request.param == "scripted":
        return ScriptedReadVoice
    return lambda _: request.getfixturevalue("real")


def silence(seconds: float) -> Audio:
    return Audio(np.zeros(round(seconds * RATE), np.float32), RATE)


def check(reading: VoiceReading) -> None:
    """What every reading promises."""
    assert (reading.label is not None) == (reading.state == "voice")
    assert bool(reading.probabilities) == (reading.state in ("voice", "not_sure"))
    assert reading.voiced_s >= 0
    if reading.probabilities:
        assert set(reading.probabilities) == set(VOICE_LABELS)
        assert sum(reading.probabilities.values()) == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize("seconds", [0.0, 0.01, 4.0])
def test_silence_is_too_quiet(open_reader: OpenReader, seconds: float) -> None:
    reading = open_reader([QUIET]).read_voice(silence(seconds))
    assert reading.state == "too_quiet"
    check(reading)


def test_a_hum_is_no_speech(open_reader: OpenReader) -> None:
    at = np.arange(3 * RATE) / RATE
    hum = Audio((0.2 * np.sin(2 * np.pi * 100 * at)).astype(np.float32), RATE)
    reading = open_reader([SHORT]).read_voice(hum)
    assert reading.state == "too_short"
    check(reading)


@pytest.mark.weights
@pytest.mark.data
def test_real_speech_is_read_and_read_the_same_again(real: VoiceReader, data_folder: Path) -> None:
    audio = jfk(data_folder)
    reading = real.read_voice(audio)
    assert reading.state in ("voice", "not_sure")
    assert 5 < reading.voiced_s < 11
    check(reading)
    assert real.read_voice(audio) == reading


@pytest.mark.weights
@pytest.mark.data
def test_how_loud_somebody_speaks_changes_nothing(real: VoiceReader, data_folder: Path) -> None:
    audio = jfk(data_folder)
    plain = real.read_voice(audio).probabilities
    softer = real.read_voice(Audio(audio.samples * np.float32(0.1), audio.rate)).probabilities
    for label in VOICE_LABELS:
        assert softer[label] == pytest.approx(plain[label], abs=0.02)


@pytest.mark.weights
@pytest.mark.data
@pytest.mark.parametrize("kind", ["8 kHz", "clipped", "offset", "two words"])
def test_poor_recordings_get_a_named_state(real: VoiceReader, data_folder: Path, kind: str) -> None:
    samples = jfk(data_folder).samples
    audio = {
        "8 kHz": Audio(np.ascontiguousarray(samples[::2]), 8000),
        "clipped": Audio((samples * 20).clip(-1, 1), RATE),
        "offset": Audio(samples + np.float32(0.5), RATE),
        "two words": Audio(samples[: round(1.2 * RATE)], RATE),
    }[kind]
    check(real.read_voice(audio))


@pytest.mark.weights
@pytest.mark.parametrize(
    "samples", [np.full(RATE, np.nan, np.float32), np.zeros((RATE, 2), np.float32)]
)
def test_what_is_no_sound_is_refused(real: VoiceReader, samples: np.ndarray) -> None:
    with pytest.raises(InputRefused):
        real.read_voice(Audio(samples, RATE))


def test_the_scripted_reader_fails_on_calls_that_were_not_or_never_expected() -> None:
    reader = ScriptedReadVoice([QUIET])
    with pytest.raises(AssertionError, match="never came"):
        reader.assert_consumed()
    reader.read_voice(silence(1))
    reader.assert_consumed()
    with pytest.raises(AssertionError, match="unexpected"):
        reader.read_voice(silence(1))


def jfk(data: Path) -> Audio:
    import soundfile

    samples, rate = soundfile.read(data / "stt" / "jfk.flac", dtype="float32")
    mono = samples if samples.ndim == 1 else samples.mean(axis=1)
    return Audio(resample(np.ascontiguousarray(mono), rate, RATE), RATE)
