"""Speaking: how text is cut up, what can go wrong, and another voice for the candidate."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from tools import speak as speaking
from tools import voices
from tools.ports import Audio
from tools.speak import CoquiSpeak, sentences
from viva.errors import SpeakError
from viva.settings import Settings, load

# ------------------------------------------------------------------ cutting text up


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("One. Two? Three!", ["One.", "Two?", "Three!"]),
        ("It is 3 point 5, right?", ["It is 3 point 5, right?"]),
        ('He said "stop." Then it stopped.', ['He said "stop."', "Then it stopped."]),
        ("a line\nand its end", ["a line and its end"]),
        ("a heading\n\nand text", ["a heading", "and text"]),
        ("Well... maybe.", ["Well...", "maybe."]),
        ("... . ?", []),
        ("", []),
    ],
)
def test_text_is_cut_into_sentences(text: str, pieces: list[str]) -> None:
    assert sentences(text) == pieces


def test_a_long_sentence_is_cut_at_a_clause_so_that_nobody_waits_for_all_of_it() -> None:
    text = ", ".join(["the loop looks at each number once and keeps the largest sum"] * 8) + "."
    pieces = sentences(text)
    assert len(pieces) > 1
    assert max(map(len, pieces)) <= 220
    assert " ".join(pieces) == text


@given(st.text(alphabet="ab1 .?!,;:\n\"')", max_size=400))
def test_no_word_is_lost_by_cutting(text: str) -> None:
    assert "".join(c for c in "".join(sentences(text)) if c.isalnum()) == "".join(
        c for c in text if c.isalnum()
    )


# ------------------------------------------------------------------ without weights


class Recorder:
    """A voice that says a second of the same for every sentence, and remembers what."""

    rate = 1_000

    def __init__(self) -> None:
        self.said: list[tuple[str, float]] = []

    def say(self, sentence: str, length: float) -> NDArray[np.float32]:
        self.said.append((sentence, length))
        return np.full(1_000, 2.0, np.float32)


@pytest.fixture
def voice(monkeypatch: pytest.MonkeyPatch) -> Recorder:
    recorder = Recorder()
    monkeypatch.setattr(speaking, "open_voice", lambda name, settings, noise: recorder)
    return recorder


def test_the_voice_is_warm_before_the_first_question(voice: Recorder) -> None:
    CoquiSpeak(load())
    assert [said for said, _ in voice.said] == ["Ready."]


def test_the_first_sentence_is_out_before_the_second_is_made(voice: Recorder) -> None:
    speak = CoquiSpeak(load())
    voice.said.clear()
    pieces = speak.speak("What is i? And j?")
    next(pieces)
    assert [said for said, _ in voice.said] == ["What is i?"]
    next(pieces)
    assert [said for said, _ in voice.said] == ["What is i?", "And j?"]


def test_sentences_are_a_pause_apart_and_clipped(voice: Recorder) -> None:
    first, last = CoquiSpeak(load()).speak("One. Two.")
    assert first.seconds == pytest.approx(1.2)
    assert last.seconds == pytest.approx(1.0)
    assert float(last.samples.max()) == 1.0


def test_code_is_said_not_spelled(voice: Recorder) -> None:
    list(CoquiSpeak(load()).speak("What is `nums[i]`?"))
    assert voice.said[-1][0] == "What is nums of i?"


def test_pitch_does_not_change_how_long_it_takes(voice: Recorder) -> None:
    list(CoquiSpeak(load(), rate=1.25, pitch=0.8).speak("One."))
    _, length = voice.said[-1]
    assert length == pytest.approx(0.8 / 1.25)


@pytest.mark.parametrize("wrong", [{"rate": 0.1}, {"rate": 3.0}, {"pitch": 0.0}])
def test_an_impossible_manner_is_refused(voice: Recorder, wrong: dict[str, float]) -> None:
    with pytest.raises(SpeakError, match=r"not between 0\.5 and 2"):
        CoquiSpeak(load(), **wrong)


def test_text_that_the_voice_cannot_read_is_said_to_be_so(voice: Recorder) -> None:
    speak = CoquiSpeak(load())
    with pytest.raises(SpeakError, match="English only"):
        list(speak.speak("이 코드는 무엇을 합니까?"))
    assert list(speak.speak("A naïve façade, 100% so."))


# ------------------------------------------------------------------ what can be missing


def test_without_espeak_the_apt_line_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voices.registry, "locate", lambda name, settings: _fake_voice_folder())
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(SpeakError) as error:
        CoquiSpeak(load())
    assert "apt-get install espeak-ng" in error.value.next_step


def _fake_voice_folder() -> Path:
    class Config:
        """A folder whose only file is the voice's config."""

        def __truediv__(self, name: str) -> Config:
            return self

        def read_text(self, encoding: str) -> str:
            return (
                '{"audio": {"sample_rate": 22050}, "phoneme_id_map": {"_": [0]},'
                ' "inference": {"length_scale": 1}, "espeak": {"voice": "en-us"}}'
            )

    return Config()  # type: ignore[return-value]


def test_without_the_weight_it_says_to_pull(tmp_path: Path) -> None:
    with pytest.raises(SpeakError, match='Run "viva pull"'):
        CoquiSpeak(Settings(cache_dir=tmp_path))


@pytest.mark.parametrize("name", ["jane", "tts_models/ko/kss/vits", "tts_models/en/none/vits"])
def test_a_voice_that_does_not_exist_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(SpeakError, match=r"voice called|catalogue"):
        CoquiSpeak(Settings(cache_dir=tmp_path), voice=name)


def test_the_voice_can_be_set(tmp_path: Path) -> None:
    with pytest.raises(SpeakError, match='no voice called "jane"'):
        CoquiSpeak(Settings(cache_dir=tmp_path, voice="jane"))


# ------------------------------------------------------------------ a voice of the catalogue


@pytest.fixture(scope="module")
def tiny_vits(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A VITS of Coqui with random weights: the path that a fetched voice takes."""
    import torch
    from TTS.tts.configs.vits_config import VitsConfig
    from TTS.tts.models.vits import CharactersConfig, Vits, VitsArgs

    folder = tmp_path_factory.mktemp("vits")
    config = VitsConfig(
        characters=CharactersConfig(
            characters_class="TTS.tts.models.vits.VitsCharacters",
            characters="abcdefghijklmnopqrstuvwxyz",
            punctuations=" .,?!",
            phonemes="",
            pad="_",
        ),
        model_args=VitsArgs(
            num_layers_text_encoder=1,
            num_layers_flow=1,
            num_layers_posterior_encoder=1,
            hidden_channels=4,
            hidden_channels_ffn_text_encoder=4,
            num_heads_text_encoder=1,
            upsample_initial_channel_decoder=16,
            init_discriminator=False,
        ),
    )
    torch.manual_seed(0)
    torch.save({"model": Vits(config).state_dict()}, folder / "model.pth")
    config.save_json(str(folder / "config.json"))
    return folder / "model.pth", folder / "config.json"


def test_a_catalogue_voice_speaks_through_the_same_port(
    tiny_vits: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voices, "_fetch_from_catalogue", lambda name, settings: tiny_vits)
    speak = CoquiSpeak(load(), voice="tts_models/en/ljspeech/vits")
    pieces = list(speak.speak("What is i? Say it."))
    assert len(pieces) == 2
    assert all(np.isfinite(piece.samples).all() and piece.seconds > 0 for piece in pieces)


def test_a_broken_checkpoint_is_one_sentence(tiny_vits: tuple[Path, Path], tmp_path: Path) -> None:
    broken = tmp_path / "model.pth"
    broken.write_bytes(b"not a checkpoint")
    with pytest.raises(SpeakError, match=r"model\.pth cannot be loaded"):
        voices.CatalogueVoice(broken, tiny_vits[1])


# ------------------------------------------------------------------ the real voice


@cache
def _voice(rate: float = 1.0, pitch: float = 1.0) -> CoquiSpeak:
    return CoquiSpeak(load(), rate=rate, pitch=pitch)


LINE = "The loop looks at each number once."


def _said(speak: CoquiSpeak) -> Audio:
    (audio,) = speak.speak(LINE)
    return audio


@pytest.mark.weights
def test_a_higher_rate_takes_less_time() -> None:
    assert _said(_voice(rate=1.3)).seconds < 0.9 * _said(_voice()).seconds


@pytest.mark.weights
def test_a_lower_pitch_lowers_the_voice() -> None:
    import librosa

    def hertz(audio: Audio) -> float:
        return float(np.median(librosa.yin(audio.samples, fmin=60, fmax=300, sr=audio.rate)))

    assert hertz(_said(_voice(pitch=0.85))) < 0.92 * hertz(_said(_voice()))


@pytest.mark.weights
def test_threads_take_turns() -> None:
    speak = _voice()
    alone = _said(speak).samples
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda _: _said(speak).samples, range(4)))
    assert all(np.array_equal(alone, samples) for samples in together)


@pytest.mark.weights
def test_espeak_that_goes_away_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    speak = _voice()
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SpeakError, match="espeak-ng") as error:
        list(speak.speak(LINE))
    assert "apt-get" in error.value.next_step
