"""Figures of classifiers, against cases worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from models import measures

CLASSES = ("a", "b")


def logits(*of_b: float) -> np.ndarray:
    """Rows in which class b has this probability."""
    p = np.array(of_b)
    return np.log(np.stack([1 - p, p], 1))


def test_figures_of_a_small_case() -> None:
    found = measures.figures(logits(0.1, 0.9, 0.8, 0.4), np.array([0, 1, 0, 0]), CLASSES)
    assert found["accuracy"] == 0.75
    assert found["confusion"] == [[2, 1], [0, 1]]
    assert found["per_class"]["b"] == {"precision": 0.5, "recall": 1.0, "f1": 0.6667, "n": 1}
    assert found["macro_recall"] == pytest.approx((2 / 3 + 1) / 2, abs=1e-4)


def test_a_class_that_never_occurs_breaks_nothing() -> None:
    found = measures.figures(logits(0.1, 0.2), np.array([0, 0]), CLASSES)
    assert found["per_class"]["b"]["f1"] == 0


def test_temperature_undoes_overconfidence() -> None:
    rng = np.random.default_rng(0)
    p = rng.uniform(0.05, 0.95, 20_000)
    labels = (rng.uniform(size=len(p)) < p).astype(np.int64)
    overconfident = 3 * logits(*p)
    temperature = measures.fit_temperature(overconfident, labels)
    assert temperature == pytest.approx(3, rel=0.1)
    raw = measures.figures(overconfident, labels, CLASSES)["calibration_error"]
    cured = measures.figures(overconfident, labels, CLASSES, temperature)["calibration_error"]
    assert raw > 0.1
    assert cured < 0.02


def test_abstaining_reaches_the_accuracy_asked_for() -> None:
    out, labels = logits(0.95, 0.9, 0.6, 0.55), np.array([1, 1, 0, 0])
    threshold = measures.abstention(out, labels, 1.0, 0.99)
    assert 0.6 < threshold <= 0.9
    found = measures.figures(out, labels, CLASSES, 1.0, threshold)
    assert (found["answered_share"], found["answered_accuracy"]) == (0.5, 1.0)


def test_when_no_threshold_is_good_enough_all_is_abstained_from() -> None:
    assert measures.abstention(logits(0.9, 0.9), np.array([0, 0]), 1.0, 0.5) == 1.0
