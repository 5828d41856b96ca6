"""Write the face network's figures of ``docs/affect.md`` and its model card from
``models/results/face_yolov8s_cls.json``.

They stand between two marks in those pages.  With ``--check`` nothing is written; the exit code
says whether both are up to date.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PAGES = (ROOT / "docs" / "affect.md", ROOT / "models" / "face" / "MODEL_CARD.md")
RESULTS = ROOT / "models" / "results" / "face_yolov8s_cls.json"
BEGIN, END = "<!-- face figures: begin -->", "<!-- face figures: end -->"


def text(results: dict[str, Any]) -> str:
    """The part of the pages between the marks."""
    official, clean = results["PrivateTest"], results["PrivateTest_leak_free"]
    one, times, training = results["one_view"], results["ms_per_face"], results["training"]
    stages = [training["first_stage"]] if "first_stage" in training else []
    ran = " and ".join(
        f"{s['epochs']} epochs in {s['minutes']:.0f} minutes" for s in [*stages, training]
    )
    rows = "\n".join(
        f"| {name} | {row['n']} | {_percent(row['precision'])} | {_percent(row['recall'])} "
        f"| {_percent(row['f1'])} |"
        for name, row in official["per_class"].items()
    )
    return f"""| measured on | n | accuracy % (95 %) | macro-F1 % | calibration error % \
| answered % | right when answered % |
|---|---|---|---|---|---|---|
{_row("FER2013 PrivateTest, official", official)}
{_row("FER2013 PrivateTest, without leaked pixels", clean)}

These are the mean of what the network says of a face and of its mirror image, as the interview uses
it; of the face alone {_percent(one["PrivateTest"])} % and \
{_percent(one["PrivateTest_leak_free"])} %. Trained for
{ran} on one core of a busy machine.
One face and its mirror image take {times["p50"]} ms there (95 %: {times["p95"]} ms).

FER2013 PrivateTest, official:

| class | n | precision % | recall % | F1 % |
|---|---|---|---|---|
{rows}"""


def _row(name: str, found: dict[str, Any]) -> str:
    low, high = (_percent(share) for share in found["accuracy_interval_95"])
    shares = ("macro_f1", "calibration_error", "answered_share", "answered_accuracy")
    cells = " | ".join(_percent(found[share]) for share in shares)
    return f"| {name} | {found['n']} | {_percent(found['accuracy'])} ({low}–{high}) | {cells} |"


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"


def filled(page: str, shown: str) -> str:
    """``page`` with ``shown`` between the marks. Raises ValueError where they are not there."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"there is no {BEGIN} with its end")
    return f"{before}{BEGIN}\n\n{shown}\n\n{END}{after}"


def main() -> int:
    shown = text(json.loads(RESULTS.read_text(encoding="utf-8")))
    stale = 0
    for path in PAGES:
        page = path.read_text(encoding="utf-8")
        new = filled(page, shown)
        if "--check" not in sys.argv:
            path.write_text(new, encoding="utf-8")
        elif new != page:
            print(f"{path.name} is not up to date: run python scripts/face_figures.py")
            stale = 1
    return stale


if __name__ == "__main__":
    sys.exit(main())
