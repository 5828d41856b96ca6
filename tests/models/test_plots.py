"""Pictures of figures: a readable PNG of a few kilobytes, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from models import measures, plots


def test_a_confusion_matrix_shows_where_the_answers_fall(tmp_path: Path) -> None:
    labels = np.array([0, 0, 1, 2], np.int64)
    figures = measures.figures(np.eye(3)[[0, 1, 1, 2]], labels, ("a", "b", "c"))
    plots.confusion(figures, "three classes", tmp_path / "deep" / "confusion.png")
    with Image.open(tmp_path / "deep" / "confusion.png") as picture:
        assert picture.format == "PNG"
        # something dark (full cells) and something white (empty ones) is on it
        assert np.ptp(np.asarray(picture.convert("L"))) > 200
    assert (tmp_path / "deep" / "confusion.png").stat().st_size < 60_000
    assert not list(tmp_path.rglob("*.part"))


def test_curves_of_several_runs_with_and_without_accuracy(tmp_path: Path) -> None:
    logs = {
        "one": [{"epoch": 1, "loss": 2.0, "watched_accuracy": 0.3}, {"epoch": 2, "loss": 1.0}],
        "two": [{"epoch": 1, "loss": 1.5}],
    }
    plots.curves(logs, "two runs", tmp_path / "curves.png")
    with Image.open(tmp_path / "curves.png") as picture:
        assert picture.size[0] > picture.size[1]  # loss and accuracy side by side


def test_figures_without_a_confusion_matrix_are_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        plots.confusion({"accuracy": 0.5}, "none", tmp_path / "none.png")
    assert not (tmp_path / "none.png").exists()
