"""What a row of the table holds: the figures of one method on PublicTest and PrivateTest, with the
member of its family that was trained, for how long, and whether the budget ended it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models import measures
from models.face.data import CLASSES, Faces
from models.face.folder import load_faces, name_of
from viva.settings import Settings

PROTOCOL = "trained on Training, chosen on PublicTest, PrivateTest measured once"


@dataclass(frozen=True)
class Learned:
    """A trained method. ``answer`` gives logits (n, 7) for pictures (n, 48, 48); where they are no
    logits of probabilities (``calibrated`` false), nothing is said of calibration.

    ``minutes`` is what the training took of ``budget``, in minutes of the processor for each
    thread, ``by_the_clock`` how long that was on a machine that was busy with other things;
    ``ended_by_budget`` says that it would have gone on.
    ``epochs`` is None for what does not learn in epochs."""

    arch: str
    member: str
    answer: Callable[[Faces], NDArray[np.floating[Any]]]
    minutes: float
    budget: float
    ended_by_budget: bool
    seed: int
    by_the_clock: float | None = None
    epochs: int | None = None
    calibrated: bool = True
    protocol: str = PROTOCOL
    more: dict[str, Any] = field(default_factory=dict)
    log: list[dict[str, Any]] = field(default_factory=list)


def measure(learned: Learned, settings: Settings, command: str) -> dict[str, Any]:
    """The row's results: the temperature is fitted on PublicTest, PrivateTest is only measured."""
    public = load_faces(settings.data, "PublicTest")
    private = load_faces(settings.data, "PrivateTest")
    out = learned.answer(public)
    temperature = measures.fit_temperature(out, public.labels) if learned.calibrated else 1.0
    protocol = f"{name_of(settings.data)}: {learned.protocol}"
    results: dict[str, Any] = {
        "about": measures.provenance(learned.seed, protocol, command),
        "arch": learned.arch,
        "member": learned.member,
        "training": {
            "minutes": round(learned.minutes, 1),
            "by_the_clock": learned.by_the_clock and round(learned.by_the_clock, 1),
            "budget_minutes": learned.budget,
            "ended_by_budget": learned.ended_by_budget,
            "epochs": learned.epochs,
            "log": learned.log,
        },
        **learned.more,
        "temperature": temperature if learned.calibrated else None,
        "PublicTest": _figures(learned, out, public.labels, temperature),
    }
    out, clean = learned.answer(private), ~private.leak
    results["PrivateTest"] = _figures(learned, out, private.labels, temperature)
    results["PrivateTest_leak_free"] = _figures(
        learned, out[clean], private.labels[clean], temperature
    )
    return results


def _figures(
    learned: Learned, out: NDArray[Any], labels: NDArray[np.int64], temperature: float
) -> dict[str, Any]:
    found = measures.figures(out, labels, CLASSES, temperature)
    # every picture is answered here, and distances from a plane are no probabilities
    without = ["answered_share", "answered_accuracy"]
    for name in without if learned.calibrated else [*without, "calibration_error"]:
        found.pop(name)
    return found


def write(results: dict[str, Any], target: Path) -> None:
    """The results as JSON, whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(".part")
    part.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    part.replace(target)


def draw(results: dict[str, Any], stem: Path) -> None:
    """The confusion matrix on PrivateTest and, where it learned in epochs, the curves, as pictures
    ``<stem>_confusion.png`` and ``<stem>_curves.png``."""
    from models import plots

    name = results.get("arch") or results["network"]  # the shipped one has no other name
    confusion = stem.with_name(f"{stem.name}_confusion.png")
    plots.confusion(results["PrivateTest"], f"{name}, PrivateTest", confusion)
    if log := results["training"]["log"]:
        plots.curves({name: log}, name, stem.with_name(f"{stem.name}_curves.png"))
