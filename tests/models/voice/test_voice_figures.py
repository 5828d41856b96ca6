"""The voice figures of docs/affect.md are those of the results files."""

from __future__ import annotations

import json
import runpy
import subprocess
import sys
from pathlib import Path

from models.manifest import REPOSITORY

SCRIPT = REPOSITORY / "scripts" / "voice_figures.py"


def test_the_page_is_what_the_results_say() -> None:
    done = subprocess.run([sys.executable, SCRIPT, "--check"], check=False)
    assert done.returncode == 0, "run scripts/voice_figures.py"


def test_figures_change_with_the_results_and_unfinished_runs_say_so(tmp_path: Path) -> None:
    text = runpy.run_path(str(SCRIPT))["text"]
    one = {"precision": 0.5, "recall": 0.25, "f1": 0.3333, "n": 4}
    figures = {
        "n": 8, "accuracy": 0.625, "accuracy_interval_95": [0.5, 0.75], "macro_f1": 0.6,
        "per_class": {"calm": one}, "runs_done": 2, "runs": 6,
    }  # fmt: skip
    results = {"speaker_independent": figures}
    (tmp_path / "voice_ravdess.json").write_text(json.dumps(results), encoding="utf-8")
    found = text(tmp_path)
    assert "(2 of 6 runs) | 8 | 62.5 (50.0–75.0) | 60.0 |" in found
    assert "| calm | 4 | 50.0 | 25.0 | 33.3 |" in found
    assert "CREMA-D" not in found  # nothing measured, nothing said
