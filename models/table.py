"""The measured figures beside those of earlier systems, from ``models/results``."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).with_name("results")
HEADS = (
    "Data", "Method", "Protocol", "Reference %", "Measured %", "95 %", "No leaks %", "Macro-F1 %",
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """Accuracies and macro figures in percent. ``measured`` is None for a row that was not run,
    ``leak_free`` for one that has no second figure without leaked pixels. ``note`` says what was
    trained, for how long, whether the budget ended it, and where the reference comes from."""

    data: str
    method: str
    protocol: str
    reference: float | None
    measured: float | None
    interval: tuple[float, float] | None
    leak_free: float | None
    macro_precision: float | None
    macro_recall: float | None
    macro_f1: float | None
    note: str
    command: str
    reference_on: str = ""  # what the reference was measured on, where that is other data


def table(folder: Path = RESULTS) -> list[Row]:
    """One row for each of ``reference.toml``, filled from the results that are there."""
    rows = tomllib.loads((folder / "reference.toml").read_text(encoding="utf-8"))["row"]
    return [_row(row, folder) for row in rows]


def _row(row: dict[str, Any], folder: Path) -> Row:
    figures: dict[str, Any] = {}
    beside: dict[str, Any] = {}
    whole: dict[str, Any] = {}
    about: dict[str, Any] = {}
    file = folder / row["results"] if "results" in row else None
    if file and file.is_file():
        whole = json.loads(file.read_text(encoding="utf-8"))
        about = whole["about"]
        figures = _at(whole, row["figure"])
        beside = _at(whole, row["beside"]) if "beside" in row else {}
    interval = figures.get("accuracy_interval_95")
    return Row(
        data=row["data"],
        method=row["method"],
        protocol=row["protocol"],
        reference=row.get("reference"),
        measured=_percent(figures.get("accuracy")),
        interval=(round(interval[0] * 100, 1), round(interval[1] * 100, 1)) if interval else None,
        leak_free=_percent(beside.get("accuracy")),
        macro_precision=_percent(figures.get("macro_precision")),
        macro_recall=_percent(figures.get("macro_recall")),
        macro_f1=_percent(figures.get("macro_f1")),
        note=_note(row, whole, figures, about),
        command=about.get("command", ""),
        reference_on=row.get("reference_on", ""),
    )


def _at(whole: dict[str, Any], path: str) -> dict[str, Any]:
    return reduce(lambda at, key: at.get(key, {}), path.split("."), whole)


def _note(
    row: dict[str, Any], whole: dict[str, Any], figures: dict[str, Any], about: dict[str, Any]
) -> str:
    parts = [row["note"]] if "note" in row else []
    if not figures:
        return "; ".join(["not yet run"] * ("results" in row or not parts) + parts)
    if "note" in figures:
        return "; ".join([figures["note"], *parts])
    if "member" in whole:
        parts = [whole["member"], *_length(whole["training"]), *parts]
    return "; ".join([*parts, f"{about['machine']}, {about['date']}, {about['commit']}"])


def _length(training: dict[str, Any]) -> list[str]:
    """How long it learned, for what has learned here."""
    if not training.get("minutes"):
        return []
    long = f"{training['minutes']:g} of {training['budget_minutes']:g} minutes"
    if training.get("by_the_clock"):
        long += f" of one core, {training['by_the_clock']:g} by the clock"
    elif training.get("processor_minutes"):
        # rows measured before the budget was one of processor time
        long += f" by the clock, {training['processor_minutes']:g} of them processor time"
    if training.get("epochs"):
        long += f", {training['epochs']} epochs"
    ended = "ended by the budget" if training["ended_by_budget"] else "not ended by the budget"
    return [long, ended]


def _percent(share: float | None) -> float | None:
    return None if share is None else round(share * 100, 1)


def cells(row: Row) -> tuple[str, ...]:
    """A row's texts under HEADS; one that was not measured says why."""
    interval = f"{row.interval[0]} to {row.interval[1]}" if row.interval else ""
    return (
        row.data,
        row.method,
        row.protocol,
        _number(row.reference) + (f" ({row.reference_on})" if row.reference_on else ""),
        row.note if row.measured is None else _number(row.measured),
        interval,
        _number(row.leak_free),
        _number(row.macro_f1),
    )


def as_markdown(rows: list[Row]) -> str:
    """The rows as a Markdown table."""
    lines = ["| " + " | ".join(HEADS) + " |", "|" + "---|" * len(HEADS)]
    return "\n".join([*lines, *("| " + " | ".join(cells(row)) + " |" for row in rows)])


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"
