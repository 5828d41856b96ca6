"""Write the voice figures of ``docs/affect.md`` from ``models/results/voice_*.json``.

They stand between two marks in that page; what is not measured is left out.  With ``--check``
nothing is written; the exit code says whether the page is up to date.
"""

from __future__ import annotations

import json
import sys
from functools import reduce
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "affect.md"
RESULTS = ROOT / "models" / "results"
BEGIN, END = "<!-- voice figures: begin -->", "<!-- voice figures: end -->"

# (results file, place in it, what it is called)
MEASURED = (
    ("voice_cnn_lstm.json", "held_out_speakers", "CREMA-D, shipped model, fold 0"),
    ("voice_cnn_lstm.json", "held_out_male", "its men"),
    ("voice_cnn_lstm.json", "held_out_female", "its women"),
    ("voice_cnn_lstm.json", "RAVDESS_six_classes", "RAVDESS, shipped model, six shared classes"),
    ("voice_folds.json", "speaker_independent", "CREMA-D, its recipe on five folds (0: that run)"),
    ("voice_folds.json", "speaker_independent.by_sex.male", "their men"),
    ("voice_folds.json", "speaker_independent.by_sex.female", "their women"),
    ("voice_bands.json", "speaker_independent", "CREMA-D, SVM on band statistics, 5 folds"),
    (
        "voice_ravdess.json",
        "random_80_20",
        "RAVDESS, SpeechBrain on clip summaries, level per speaker, random",
    ),
    ("voice_ravdess.json", "speaker_independent", "the same, speakers never heard"),
    ("voice_ravdess.json", "speaker_independent.by_sex.male", "their men"),
    ("voice_ravdess.json", "speaker_independent.by_sex.female", "their women"),
    (
        "voice_ravdess_clip.json",
        "random_80_20",
        "RAVDESS, SpeechBrain on clip summaries, no level per speaker, random",
    ),
    ("voice_ravdess_clip.json", "speaker_independent", "the same, speakers never heard"),
    ("voice_ravdess_clip.json", "speaker_independent.by_sex.male", "their men"),
    ("voice_ravdess_clip.json", "speaker_independent.by_sex.female", "their women"),
    ("voice_time_distributed.json", "random_80_20", "RAVDESS, time-distributed CNN, random"),
    ("voice_classical.json", "random_80_20", "RAVDESS, SVM on global statistics, random"),
    ("voice_classical.json", "speaker_independent", "the same, speakers never heard"),
)
BY_CLASS = (
    ("voice_cnn_lstm.json", "held_out_speakers", "CREMA-D, shipped model, speakers never heard"),
    (
        "voice_ravdess.json",
        "speaker_independent",
        "RAVDESS, SpeechBrain on clip summaries, level per speaker, speakers never heard",
    ),
)


def find(file: str, place: str, folder: Path = RESULTS) -> dict[str, Any]:
    """The figures at a dotted place of a results file; empty if they are not there."""
    if not (folder / file).is_file():
        return {}
    whole = json.loads((folder / file).read_text(encoding="utf-8"))
    return reduce(lambda at, key: at.get(key, {}), place.split("."), whole)


def text(folder: Path = RESULTS) -> str:
    """The part of the page between the marks."""
    lines = [
        "| measured on | n | accuracy % (95 %) | macro-F1 % | calibration error % | answered % "
        "| right when answered % |",
        "|---|---|---|---|---|---|---|",
    ]
    for file, place, name in MEASURED:
        if got := find(file, place, folder):
            lines.append(f"| {_named(name, got)} | {_cells(got)} |")
    for file, place, name in BY_CLASS:
        if got := find(file, place, folder):
            lines += ["", f"{_named(name, got)}:", "", *_classes(got)]
    return "\n".join(lines)


def _named(name: str, got: dict[str, Any]) -> str:
    part = got.get("runs_done", 0) < got.get("runs", 0)
    return f"{name} ({got['runs_done']} of {got['runs']} runs)" if part else name


def _cells(got: dict[str, Any]) -> str:
    low, high = (100 * value for value in got["accuracy_interval_95"])
    shares = [got.get(k) for k in ("calibration_error", "answered_share", "answered_accuracy")]
    return " | ".join(
        [
            str(got["n"]),
            f"{100 * got['accuracy']:.1f} ({low:.1f}–{high:.1f})",
            f"{100 * got['macro_f1']:.1f}",
            # rows that never abstain have no answered share, a plane's distances no calibration
            *["" if share is None else f"{100 * share:.1f}" for share in shares],
        ]
    )


def _classes(got: dict[str, Any]) -> list[str]:
    rows = [
        f"| {name} | {one['n']} | " + " | ".join(
            f"{100 * one[what]:.1f}" for what in ("precision", "recall", "f1")
        ) + " |"
        for name, one in got["per_class"].items()
    ]  # fmt: skip
    return ["| class | n | precision % | recall % | F1 % |", "|---|---|---|---|---|", *rows]


def main(arguments: list[str]) -> int:
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN)
    _, after = rest.split(END)
    wanted = f"{before}{BEGIN}\n{text()}\n{END}{after}"
    if "--check" in arguments:
        return 0 if wanted == page else 1
    PAGE.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
