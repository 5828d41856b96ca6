"""The check of the fusion, on made-up readings whose quality is known."""

from __future__ import annotations

import numpy as np
import pytest

from evals.fusion import Held, compared
from tools.affect import COMMON_LABELS, FACE_LABELS, TO_COMMON, VOICE_LABELS


def readings(classes: tuple[str, ...], n: int, sharpness: float, seed: int) -> Held:
    """Softmax of noise with the true class raised by ``sharpness``."""
    random = np.random.default_rng(seed)
    shared = [at for at, name in enumerate(classes) if TO_COMMON[name] != "surprised"]
    truth = random.choice(shared, n)
    raised = random.normal(0, 1, (n, len(classes)))
    raised[np.arange(n), truth] += sharpness
    shares = np.exp(raised) / np.exp(raised).sum(axis=1, keepdims=True)
    labels = np.array([COMMON_LABELS.index(TO_COMMON[classes[t]]) for t in truth], np.int64)
    return Held(shares, labels, classes)


def test_two_readings_that_err_independently_are_better_together() -> None:
    found = compared(
        readings(FACE_LABELS, 400, 2.0, 1), readings(VOICE_LABELS, 400, 1.5, 2), (0, 1)
    )
    assert found.passed
    assert found.both.accuracy > max(found.face.accuracy, found.voice.accuracy)
    assert found.face.accuracy > found.voice.accuracy
    lacking = found.with_missing
    assert lacking["both"].accuracy > max(lacking["face"].accuracy, lacking["voice"].accuracy)
    assert found.gain_95[0] <= found.gain + 0.05


def test_a_voice_that_knows_nothing_is_no_gain_and_the_check_says_so() -> None:
    knowing, guessing = readings(FACE_LABELS, 300, 3.0, 1), readings(VOICE_LABELS, 300, 0.0, 2)
    found = compared(knowing, guessing, (0,))
    assert not found.passed
    assert found.voice.accuracy == pytest.approx(1 / 6, abs=0.08)
