"""The table of measured figures, over result files of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models.table import HEADS, as_markdown, table
from scripts import models_table

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


def test_a_row_says_what_was_trained_for_how_long_and_what_ended_it(tmp_path: Path) -> None:
    (tmp_path / "reference.toml").write_text(
        '[[row]]\ndata = "D"\nmethod = "m"\nprotocol = "P"\nresults = "r.json"\n'
        'figure = "all"\nbeside = "clean"\nnote = "reference elsewhere"\n'
    )
    training = {
        "minutes": 2.0, "by_the_clock": 4.5, "budget_minutes": 2.0, "epochs": 3,
        "ended_by_budget": True,
    }  # fmt: skip
    about = {"machine": "m", "date": "d", "commit": "c", "command": "viva train face"}
    figures = {"accuracy": 0.6, "macro_precision": 0.5, "macro_recall": 0.4, "macro_f1": 0.45}
    whole = {"about": about, "member": "small one", "training": training, "all": figures}
    (tmp_path / "r.json").write_text(json.dumps(whole | {"clean": {"accuracy": 0.58}}))
    (row,) = table(tmp_path)
    assert (row.measured, row.leak_free, row.macro_precision, row.macro_recall) == (60, 58, 50, 40)
    assert row.note == (
        "small one; 2 of 2 minutes of one core, 4.5 by the clock, 3 epochs; ended by the budget; "
        "reference elsewhere; m, d, c"
    )
    (tmp_path / "r.json").unlink()
    (row,) = table(tmp_path)
    assert row.note == "not yet run; reference elsewhere"
    assert as_markdown([row]).splitlines()[2].count("|") == len(HEADS) + 1


def test_the_readme_is_filled_between_its_marks() -> None:
    text = f"a\n{models_table.BEGIN}\nold\n{models_table.END}\nb"
    assert models_table.filled(text, r"new \1") == text.replace("old", r"new \1")
    with pytest.raises(ValueError, match="models-table"):
        models_table.filled("nothing", "new")
