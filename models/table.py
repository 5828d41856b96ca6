"""The measured figures beside those of earlier systems, from ``models/results``."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).with_name("results")


@dataclass(frozen=True)
class Row:
    """Accuracies and macro-F1 in percent. ``measured`` is None for a row that was not run."""

    data: str
    method: str
    protocol: str
    reference: float | None
    measured: float | None
    interval: tuple[float, float] | None
    macro_f1: float | None
    note: str
    command: str


def table(folder: Path = RESULTS) -> list[Row]:
    """One row for each of ``reference.toml``, filled from the results that are there."""
    rows = tomllib.loads((folder / "reference.toml").read_text(encoding="utf-8"))["row"]
    return [_row(row, folder) for row in rows]


def _row(row: dict[str, Any], folder: Path) -> Row:
    figures: dict[str, Any] = {}
    about: dict[str, Any] = {}
    file = folder / row["results"] if "results" in row else None
    if file and file.is_file():
        whole = json.loads(file.read_text(encoding="utf-8"))
        about = whole["about"]
        figures = reduce(lambda at, key: at.get(key, {}), row["figure"].split("."), whole)
    note = "not yet run"
    if figures:
        note = figures.get("note") or f"{about['machine']}; {about['date']}; {about['commit']}"
    interval = figures.get("accuracy_interval_95")
    return Row(
        data=row["data"],
        method=row["method"],
        protocol=row["protocol"],
        reference=row.get("reference"),
        measured=_percent(figures.get("accuracy")),
        interval=(round(interval[0] * 100, 1), round(interval[1] * 100, 1)) if interval else None,
        macro_f1=_percent(figures.get("macro_f1")),
        note=note,
        command=about.get("command", ""),
    )


def _percent(share: float | None) -> float | None:
    return None if share is None else round(share * 100, 1)
