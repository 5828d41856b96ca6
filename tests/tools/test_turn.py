"""Voice activity and the end of a turn, on real models that come with pipecat-ai."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from tools import turn
from tools.activity import WINDOW, probabilities
from tools.ports import Audio
from tools.sound import for_hearing, resample
from tools.turn import EndOfTurn, TurnRules, speech_spans, turn_complete
from viva.errors import HearError, InputRefused

RATE = 16_000
NOBODY = np.zeros(10 * RATE, np.float32)


def _noise(seconds: float, level: float) -> NDArray[np.float32]:
    noise = np.random.default_rng(0).standard_normal(int(seconds * RATE)) * level
    return noise.astype(np.float32)


def _tone(hertz: int, level: float) -> NDArray[np.float32]:
    return (level * np.sin(2 * np.pi * hertz * np.arange(5 * RATE) / RATE)).astype(np.float32)


# ------------------------------------------------------------------ without speech


@pytest.mark.parametrize("level", [0.0, 1e-4, 0.01, 0.3])
def test_noise_is_not_speech(level: float) -> None:
    assert speech_spans(Audio(_noise(5, level), RATE)) == ()


@pytest.mark.parametrize("hertz", [50, 440, 3_000])
def test_a_tone_is_not_speech(hertz: int) -> None:
    assert speech_spans(Audio(_tone(hertz, 0.2), RATE)) == ()


def test_no_audio_has_no_speech() -> None:
    assert speech_spans(Audio(np.zeros(0, np.float32), RATE)) == ()


@pytest.mark.parametrize(
    ("samples", "rate"),
    [
        (np.array([0.0, np.nan], np.float32), RATE),
        (np.array([0.0, np.inf], np.float32), RATE),
        (np.zeros((100, 2), np.float32), RATE),
        (np.zeros(100, np.int16), RATE),
        (np.zeros(100, np.float32), 0),
        (np.zeros(100, np.float32), 10_000_000),
    ],
)
def test_what_is_not_sound_is_refused(samples: NDArray[np.float32], rate: int) -> None:
    with pytest.raises(InputRefused) as refusal:
        speech_spans(Audio(samples, rate))
    assert refusal.value.next_step


def test_a_dc_offset_is_taken_away_and_a_low_level_brought_up() -> None:
    samples = for_hearing(Audio(_tone(440, 0.05) + np.float32(0.4), RATE))
    assert abs(float(samples.mean())) < 1e-3
    assert float(np.abs(samples).max()) == pytest.approx(0.5, abs=0.01)
    faint = for_hearing(Audio(_tone(440, 0.004), RATE))
    assert float(np.abs(faint).max()) == pytest.approx(0.126, abs=0.005)  # 30 dB and no more


@pytest.mark.data
def test_stretches_side_by_side_hear_what_one_window_after_the_other_does(
    data_folder: Path,
) -> None:
    """Silence, speech, silence: where the stretches meet, little may differ."""
    speech, rate = soundfile.read(data_folder / "stt" / "jfk.flac", dtype="float32")
    quiet = np.zeros(2 * RATE, np.float32)
    mono = resample(np.ascontiguousarray(speech.mean(axis=1)), rate, RATE)
    samples = for_hearing(Audio(np.concatenate([quiet, mono, quiet, mono]), RATE))
    whole = np.pad(samples, (0, -len(samples) % WINDOW)).reshape(-1, WINDOW)
    silero = turn._Silero()
    one_by_one = np.array([silero.hears(window) for window in whole])
    together = probabilities(turn._model(turn._SILERO), samples)
    assert together.shape == one_by_one.shape
    assert np.mean((one_by_one > 0.5) != (together > 0.5)) < 0.015
    assert np.abs(one_by_one - together).mean() < 0.02


@pytest.mark.parametrize("count", [0, 1, 511, 512, 513, 40 * 512, 73 * 512 + 1, 700 * 512])
def test_a_recording_of_any_length_has_a_probability_for_each_window(count: int) -> None:
    found = probabilities(turn._model(turn._SILERO), np.zeros(count, np.float32))
    assert len(found) == -(-count // WINDOW)
    assert (found < 0.5).all()


def test_speech_is_looked_for_once_in_a_turn_whoever_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []
    find = turn.spans_of
    monkeypatch.setattr(turn, "spans_of", lambda s: looked.append(len(s)) or find(s))
    audio, same_sound = (Audio(_noise(2, 0.01), RATE) for _ in range(2))
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(speech_spans, [audio] * 8))
    assert found == [speech_spans(same_sound)] * 8
    assert len(looked) == 2  # once for each recording


def test_a_failure_reaches_all_who_wait_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turn, "_SILERO", "audio/vad/data/absent.onnx")
    audio = Audio(NOBODY, RATE)
    for _ in range(2):
        with pytest.raises(HearError):
            speech_spans(audio)


def test_a_missing_model_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turn, "_SILERO", "audio/vad/data/absent.onnx")
    with pytest.raises(HearError, match=r"absent\.onnx.*uv sync"):
        speech_spans(Audio(NOBODY, RATE))


# ------------------------------------------------------------------ people


@pytest.fixture(scope="module")
def jfk(data_folder: Path) -> NDArray[np.float32]:
    """11 s of a speech with three long pauses, at 16 kHz."""
    samples, rate = soundfile.read(data_folder / "stt" / "jfk.flac", dtype="float32")
    return for_hearing(Audio(samples.mean(axis=1), rate))


@pytest.fixture(scope="module")
def cut_off(data_folder: Path) -> NDArray[np.float32]:
    """ "and Mr. John Dashwood had then leisure to consider how", and no further."""
    name = "sense_and_sensibility_01_austen_64kb-0870.wav"
    samples, rate = soundfile.read(data_folder / "stt" / name, dtype="float32")
    assert rate == RATE
    return samples[: int(4.2 * RATE)]


@pytest.fixture(scope="module")
def go(data_folder: Path) -> NDArray[np.float32]:
    """ "go forward ten meters", said from 0.5 to 2.3 s."""
    samples, rate = soundfile.read(data_folder / "stt" / "goforward.wav", dtype="float32")
    assert rate == RATE
    return samples


@pytest.mark.data
def test_the_pauses_of_a_speech_are_found(jfk: NDArray[np.float32]) -> None:
    spans = speech_spans(Audio(jfk, RATE))
    assert len(spans) == 4  # "fellow Americans", "ask not", "do for you", "your country"
    assert spans[1].start_s - spans[0].end_s == pytest.approx(0.96, abs=0.2)


@pytest.mark.data
@pytest.mark.parametrize("rate", [8_000, 22_050, 44_100, 48_000])
def test_any_rate_gives_the_same_spans(go: NDArray[np.float32], rate: int) -> None:

    (span,) = speech_spans(Audio(resample(go, RATE, rate), rate))
    assert span.start_s == pytest.approx(0.48, abs=0.1)
    assert span.end_s == pytest.approx(2.27, abs=0.15)


@pytest.mark.data
@pytest.mark.parametrize("level", [0.01, 0.1, 1.0])
def test_quiet_speech_is_still_speech(go: NDArray[np.float32], level: float) -> None:
    quiet = go * np.float32(level / np.abs(go).max())
    assert len(speech_spans(Audio(quiet, RATE))) == 1


@pytest.mark.data
def test_speech_after_long_noise_is_found(go: NDArray[np.float32]) -> None:
    samples = np.concatenate([_noise(20, 0.003), go])
    spans = speech_spans(Audio(samples, RATE))
    assert spans
    assert spans[-1].end_s == pytest.approx(22.3, abs=0.3)
    assert spans[0].start_s > 20


@pytest.mark.data
def test_a_sentence_sounds_more_complete_at_its_end(
    jfk: NDArray[np.float32], cut_off: NDArray[np.float32]
) -> None:
    assert turn_complete(Audio(cut_off, RATE)) < 0.3 < 0.6 < turn_complete(Audio(jfk, RATE))


# ------------------------------------------------------------------ as it comes in


def _fed(detector: EndOfTurn, samples: NDArray[np.float32], chunk: int) -> Iterator[str]:
    for start in range(0, len(samples), chunk):
        yield detector.feed(samples[start : start + chunk])


def _silence(seconds: float) -> NDArray[np.float32]:
    return np.zeros(int(seconds * RATE), np.float32)


def test_silence_before_the_first_word_never_ends_a_turn() -> None:
    detector = EndOfTurn(RATE, TurnRules(limit_s=1.0))
    assert set(_fed(detector, NOBODY, 480)) == {"waiting"}


@pytest.mark.data
@pytest.mark.parametrize("chunk", [160, 320, 512, 4_000])
def test_a_finished_sentence_ends_the_turn(go: NDArray[np.float32], chunk: int) -> None:
    detector = EndOfTurn(RATE)
    states = list(_fed(detector, np.concatenate([go, _silence(1)]), chunk))
    assert states[0] == "waiting"
    assert "speaking" in states
    ended_s = states.index("ended") * chunk / RATE
    assert 2.3 < ended_s < 3.0  # 0.3 s after the last word, and a chunk
    assert detector.probability is not None
    assert detector.probability > 0.5


@pytest.mark.data
@pytest.mark.parametrize("thinking_s", [10, 30])
def test_thinking_in_mid_sentence_does_not_end_the_turn(
    cut_off: NDArray[np.float32], thinking_s: int
) -> None:
    detector = EndOfTurn(RATE)
    states = set(_fed(detector, np.concatenate([cut_off, _silence(thinking_s)]), 512))
    assert "ended" not in states
    assert "pause" in states


@pytest.mark.data
def test_the_limit_ends_even_a_cut_off_sentence(cut_off: NDArray[np.float32]) -> None:
    detector = EndOfTurn(RATE, TurnRules(limit_s=3.0))
    assert list(_fed(detector, np.concatenate([cut_off, _silence(4)]), 512))[-1] == "ended"


@pytest.mark.data
def test_streaming_at_another_rate(go: NDArray[np.float32]) -> None:
    from tools.sound import resample

    detector = EndOfTurn(48_000)
    samples = resample(np.concatenate([go, _silence(1)]), RATE, 48_000)
    assert list(_fed(detector, samples, 960))[-1] == "ended"
