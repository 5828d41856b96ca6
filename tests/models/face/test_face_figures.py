"""The face network's figures in docs/affect.md and its model card are those of the results."""

from __future__ import annotations

import json
import runpy
import subprocess
import sys

import pytest

from models.manifest import REPOSITORY

SCRIPT = REPOSITORY / "scripts" / "face_figures.py"
RESULTS = REPOSITORY / "models" / "results" / "face_yolov8s_cls.json"


def test_both_pages_are_what_the_results_say() -> None:
    done = subprocess.run([sys.executable, SCRIPT, "--check"], check=False)
    assert done.returncode == 0, "run scripts/face_figures.py"


def test_figures_change_with_the_results() -> None:
    script = runpy.run_path(str(SCRIPT))
    results = json.loads(RESULTS.read_text(encoding="utf-8"))
    results["PrivateTest"]["accuracy"] = 0.1234
    assert "| 12.3 (" in script["text"](results)
    with pytest.raises(ValueError, match="face figures"):
        script["filled"]("no marks", "x")
