"""Figures of a classifier, from its logits and the true labels. Pure.

Logits are (n, classes), labels (n,) integers.
"""

from __future__ import annotations

import math
import platform
import subprocess
from datetime import UTC, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.manifest import REPOSITORY

Floats = NDArray[np.floating[Any]]
Labels = NDArray[np.int64]


def probabilities(logits: Floats, temperature: float = 1.0) -> NDArray[np.float64]:
    """Softmax of the logits divided by the temperature, rows summing to 1."""
    scaled = logits.astype(np.float64) / temperature
    shares = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    return shares / shares.sum(axis=1, keepdims=True)


def fit_temperature(logits: Floats, labels: Labels) -> float:
    """The temperature of least cross-entropy (Guo et al. 2017), searched from 0.3 to 4."""

    def loss(temperature: float) -> float:
        of_true = probabilities(logits, temperature)[np.arange(len(labels)), labels]
        return float(-np.log(np.maximum(of_true, 1e-12)).mean())

    return round(min(np.geomspace(0.3, 4, 200).tolist(), key=loss), 4)


def abstention(logits: Floats, labels: Labels, temperature: float, wanted: float) -> float:
    """The lowest confidence from which on at least ``wanted`` of the answers are right, in steps of
    0.01; 1 if none is."""
    shares = probabilities(logits, temperature)
    sure, right = shares.max(axis=1), shares.argmax(axis=1) == labels
    for hundredths in range(100):
        kept = sure >= hundredths / 100
        if kept.any() and right[kept].mean() >= wanted:
            return hundredths / 100
    return 1.0


def figures(
    logits: Floats,
    labels: Labels,
    classes: tuple[str, ...],
    temperature: float = 1.0,
    abstain_below: float = 0.0,
) -> dict[str, Any]:
    """Accuracy, macro precision, recall and F1, figures per class, confusion matrix (rows: true),
    calibration error (15 bins of equal width) and what abstaining does. Shares are 0..1."""
    shares = probabilities(logits, temperature)
    found, sure = shares.argmax(axis=1), shares.max(axis=1)
    confusion = np.zeros((len(classes), len(classes)), np.int64)
    np.add.at(confusion, (labels, found), 1)
    per_class = {name: _of_class(confusion, at) for at, name in enumerate(classes)}
    kept = sure >= abstain_below
    right = found == labels
    macro = {
        f"macro_{what}": round(float(np.mean([row[what] for row in per_class.values()])), 4)
        for what in ("precision", "recall", "f1")
    }
    return {
        "n": len(labels),
        "accuracy": round(float(right.mean()), 4),
        "accuracy_interval_95": _wilson(int(right.sum()), len(labels)),
        **macro,
        "calibration_error": _calibration_error(sure, right),
        "answered_share": round(float(kept.mean()), 4),
        "answered_accuracy": round(float(right[kept].mean()), 4) if kept.any() else None,
        "per_class": per_class,
        "confusion": confusion.tolist(),
        "classes": list(classes),
    }


def _of_class(confusion: NDArray[np.int64], at: int) -> dict[str, float]:
    hit, true, said = confusion[at, at], confusion[at].sum(), confusion[:, at].sum()
    precision, recall = hit / max(said, 1), hit / max(true, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-12)
    rounded = {"precision": precision, "recall": recall, "f1": f1}
    return {name: round(float(value), 4) for name, value in rounded.items()} | {"n": int(true)}


def _calibration_error(sure: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    bins = np.minimum((sure * 15).astype(int), 14)
    total = 0.0
    for at in range(15):
        mine = bins == at
        if mine.any():
            total += int(mine.sum()) * abs(float(sure[mine].mean() - right[mine].mean()))
    return round(float(total) / len(sure), 4)


def _wilson(right: int, n: int) -> list[float]:
    z, p = 1.96, right / n
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return [round(middle - half, 4), round(middle + half, 4)]


def provenance(seed: int, protocol: str, command: str) -> dict[str, Any]:
    """What a results file says of the run it came from."""
    return {
        "protocol": protocol,
        "command": command,
        "seed": seed,
        "date": datetime.now(UTC).strftime("%Y-%m-%d"),
        "machine": _machine(),
        "commit": _commit(),
    }


def _machine() -> str:
    name = platform.processor() or platform.machine()
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            lines = [line for line in file if line.startswith("model name")]
        name = f"{len(lines)} x {lines[0].split(':', 1)[1].strip()}" if lines else name
    except OSError:
        pass  # not Linux: the platform module's answer stands
    return f"{name}, {platform.system()}"


def _commit() -> str:
    command = ["git", "-C", str(REPOSITORY), "rev-parse", "--short", "HEAD"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
