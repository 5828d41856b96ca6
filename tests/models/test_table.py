"""The table of measured figures, over result files of its own."""

from __future__ import annotations

import json
from pathlib import Path

from models.table import table

ROWS = """
[[row]]
data = "D"
method = "ours"
protocol = "P"
reference = 64.5
results = "ours.json"
figure = "split.all"

[[row]]
data = "D"
method = "other"
protocol = "P"
results = "other.json"
figure = "x"
"""


def test_a_row_is_filled_from_its_results_and_one_without_says_so(tmp_path: Path) -> None:
    (tmp_path / "reference.toml").write_text(ROWS)
    figures = {"accuracy": 0.701, "macro_f1": 0.65, "accuracy_interval_95": [0.69, 0.71]}
    about = {"machine": "m", "date": "d", "commit": "c", "command": "viva train face"}
    (tmp_path / "ours.json").write_text(json.dumps({"about": about, "split": {"all": figures}}))
    ours, other = table(tmp_path)
    assert (ours.measured, ours.macro_f1, ours.interval) == (70.1, 65.0, (69.0, 71.0))
    assert ours.command == "viva train face"
    assert (other.measured, other.note) == (None, "not yet run")


def test_the_table_in_the_repository_can_be_read() -> None:
    rows = table()
    assert {row.data for row in rows} == {"FER2013", "CREMA-D", "RAVDESS"}
    assert all(row.measured is not None or row.note for row in rows)
