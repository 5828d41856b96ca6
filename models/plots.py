"""Pictures of measured figures for ``models/results``: confusion matrices and learning curves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

_DPI = 80


def confusion(figures: Mapping[str, Any], title: str, target: Path) -> None:
    """``figures`` as :func:`models.measures.figures` gives them, to a PNG: rows are the true
    classes, each cell the percentage of its row."""
    counts, classes = np.array(figures["confusion"]), figures["classes"]
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    figure, axes = _figure(0.55 * len(classes) + 1.6, 0.5 * len(classes) + 1.4)
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    for row, column in np.ndindex(*shares.shape):
        value = shares[row, column]
        colour = "white" if value > 0.5 else "black"
        axes.text(column, row, f"{value:.0%}", ha="center", va="center", color=colour, fontsize=8)
    axes.set_xticks(range(len(classes)), classes, rotation=40, ha="right")
    axes.set_yticks(range(len(classes)), classes)
    axes.set_xlabel("said")
    axes.set_ylabel("true")
    axes.set_title(f"{title}: {figures['accuracy']:.1%} of {figures['n']}", fontsize=9)
    _save(figure, target)


def curves(logs: Mapping[str, Sequence[Mapping[str, Any]]], title: str, target: Path) -> None:
    """Loss and accuracy over the epochs to a PNG: a line for each named log, whose entries have
    ``epoch``, ``loss`` and any number of values named ``..._accuracy``."""
    wanted = [
        name
        for name in dict.fromkeys(key for log in logs.values() for entry in log for key in entry)
        if name == "loss" or name.endswith("accuracy")
    ]
    figure, all_axes = _figure(3.4 * len(wanted), 2.8, len(wanted))
    for axes, what in zip(np.ravel(all_axes), wanted, strict=True):
        for name, log in logs.items():
            points = [(entry["epoch"], entry[what]) for entry in log if what in entry]
            axes.plot(*zip(*points, strict=True), label=name, linewidth=1) if points else None
        axes.set_xlabel("epoch")
        axes.set_title(what.replace("_", " "), fontsize=9)
        axes.grid(alpha=0.3)
    if len(logs) > 1:
        np.ravel(all_axes)[0].legend(fontsize=7)
    figure.suptitle(title, fontsize=9)
    _save(figure, target)


def _figure(wide: float, high: float, columns: int = 1) -> tuple[Any, Any]:
    # no pyplot: it would choose a screen and keep every figure
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(wide, high), layout="constrained")
    FigureCanvasAgg(figure)
    return figure, figure.subplots(1, columns)


def _save(figure: Any, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(".part")
    figure.savefig(part, dpi=_DPI, format="png")
    part.replace(target)
