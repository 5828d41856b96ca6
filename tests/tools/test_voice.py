"""The voice reader's parts that need no weights."""

from __future__ import annotations

import numpy as np
import pytest

from tools.voice import HEARING_RATE, loudest_rms, windows


def speech(seconds: float) -> np.ndarray:
    return np.ones(round(seconds * HEARING_RATE), np.float32)


@pytest.mark.parametrize(
    ("voiced_s", "expected"),
    [(0.5, [0.5]), (1.5, [1.5]), (3.0, [3.0]), (3.5, [3.0]), (4.2, [3.0, 1.2]), (7.5, [3, 3, 1.5])],
)
def test_speech_is_cut_into_windows(voiced_s: float, expected: list[float]) -> None:
    assert [len(w) / HEARING_RATE for w in windows(speech(voiced_s))] == pytest.approx(expected)


def test_a_very_long_turn_is_bounded() -> None:
    assert len(windows(speech(600))) == 40


def test_loudness_is_that_of_the_loudest_moment_and_not_of_an_offset() -> None:
    samples = np.zeros(HEARING_RATE, np.float32)
    samples[4800:5280] = 0.1 * np.where(np.arange(480) % 2, 1, -1)
    assert loudest_rms(samples) == pytest.approx(0.1, rel=0.05)
    assert loudest_rms(np.full(HEARING_RATE, 0.5, np.float32)) == pytest.approx(0, abs=1e-6)
    assert loudest_rms(np.zeros(0, np.float32)) == 0
