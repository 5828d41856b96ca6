"""The speech benchmark's arithmetic, and what it says when a part is missing."""

from __future__ import annotations

import json

import numpy as np
import pytest

from evals.bench import speech
from tools.ports import Audio
from tools.scripted import hum
from viva.errors import HearError
from viva.settings import Settings


def test_a_share_is_time_by_the_length_of_the_sound() -> None:
    figure = speech._figure("hear", [(500.0, 1.0), (100.0, 1.0), (800.0, 4.0)])
    assert (figure.runs, figure.median_ms, figure.slowest_ms) == (3, 500.0, 800.0)
    assert figure.share == 0.2


class Quick:
    """Speaks two pieces at once and hears at once."""

    def __init__(self, settings: Settings) -> None:
        pass

    def speak(self, text: str):
        yield hum(0.5)
        yield hum(1.0)

    def hear(self, audio: Audio) -> None:
        assert np.isfinite(audio.samples).all()


def test_every_part_has_a_figure_and_the_json_says_where_it_was_measured(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(speech, "CoquiSpeak", Quick)
    monkeypatch.setattr(speech, "WhisperHear", Quick)
    assert speech.main(["--json", "--rounds", "1"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {figure["what"] for figure in told["figures"]} >= {
        "first sound of a question",
        "hear a short answer",
        "find speech",
    }
    assert all(figure["share"] >= 0 for figure in told["figures"])
    assert {"machine", "seed", "commit", "date"} <= set(told["origin"])


def test_a_missing_part_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing(settings: Settings) -> None:
        raise HearError("Whisper is missing.", next_step='Run "viva pull".')

    monkeypatch.setattr(speech, "CoquiSpeak", Quick)
    monkeypatch.setattr(speech, "WhisperHear", missing)
    assert speech.main([]) == 1
    assert capsys.readouterr().err == 'Whisper is missing. Run "viva pull".\n'
