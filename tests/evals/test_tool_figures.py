"""The tools' figures of docs/affect.md are those of evals/results."""

from __future__ import annotations

import json
import runpy
import subprocess
import sys
from pathlib import Path

from models.manifest import REPOSITORY

SCRIPT = REPOSITORY / "scripts" / "tool_figures.py"


def test_the_page_is_what_the_results_say() -> None:
    done = subprocess.run([sys.executable, SCRIPT, "--check"], check=False)
    assert done.returncode == 0, "run scripts/tool_figures.py"


def test_figures_change_with_the_results_and_nothing_measured_is_nothing_said(
    tmp_path: Path,
) -> None:
    text = runpy.run_path(str(SCRIPT))["text"]
    assert text(tmp_path) == ""
    seen = {
        "name": "yes", "frames": 65, "state": "face", "label": "sad", "label_share": 0.7,
        "facing": "camera", "yaw_deg": 3.2, "pitch_deg": -4.0, "blinks": "measured",
        "blinks_at_s": [1.88], "contours": 0.46, "facemesh": 0.93,
    }  # fmt: skip
    origin = {"machine": "a machine", "commit": "abc", "date": "2026-01-02T03:04", "seed": 0}
    faces = {"origin": origin, "seen": [seen]}
    (tmp_path / "faces.json").write_text(json.dumps(faces), encoding="utf-8")
    found = text(tmp_path)
    assert "| yes | 65 | face sad (0.70) | camera 3°, -4° | 1 (1.88 s) | 0.46 | 0.93 |" in found
    assert "fusion" not in found
