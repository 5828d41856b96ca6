"""How the voice models are measured: random 80/20 over five seeds, and folds without a common
speaker.

On a random split the same speakers say the same two sentences on both sides, so its figure says
little about a person whom the model has not heard.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models import measures

SEEDS = (0, 1, 2, 3, 4)
# Student's t, 97.5 %, for 1 to 9 degrees of freedom
_T = (12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262)

Masks = dict[str, NDArray[np.bool_]]


def random_splits(n: int) -> Masks:
    """``seed_0`` to ``seed_4``: (n,) which fifth of the clips is measured on."""
    masks = {}
    for seed in SEEDS:
        test = np.zeros(n, np.bool_)
        test[np.random.default_rng(seed).permutation(n)[: n // 5]] = True
        masks[f"seed_{seed}"] = test
    return masks


def speaker_folds(fold: NDArray[np.int64]) -> Masks:
    """``fold_0`` and on: which clips belong to it."""
    return {f"fold_{number}": fold == number for number in np.unique(fold).tolist()}


def pooled(
    outs: Sequence[NDArray[np.floating[Any]]],
    labels: Sequence[NDArray[np.int64]],
    classes: tuple[str, ...],
) -> dict[str, Any]:
    """Figures over the measured parts of all runs together, the accuracy of each run, and their
    mean with its interval: of the mean of runs, by Student's t, not of clips."""
    figures = measures.figures(np.concatenate(outs), np.concatenate(labels), classes)
    # nothing is calibrated and nothing abstains in these rows
    for name in ("answered_share", "answered_accuracy"):
        figures.pop(name)
    pairs = zip(outs, labels, strict=True)
    each = [float((out.argmax(axis=1) == truth).mean()) for out, truth in pairs]
    figures["accuracy_each"] = [round(value, 4) for value in each]
    figures["accuracy_mean"] = round(float(np.mean(each)), 4)
    if len(each) > 1:
        half = _T[len(each) - 2] * float(np.std(each, ddof=1)) / math.sqrt(len(each))
        middle = float(np.mean(each))
        figures["accuracy_interval_95"] = [
            round(max(0.0, middle - half), 4),
            round(min(1.0, middle + half), 4),
        ]
    return figures


def by_sex(
    out: NDArray[np.floating[Any]],
    labels: NDArray[np.int64],
    male: NDArray[np.bool_],
    classes: tuple[str, ...],
) -> Mapping[str, Any]:
    """Figures of the men's and of the women's clips."""
    return {
        name: measures.figures(out[mine], labels[mine], classes)
        for name, mine in (("male", male), ("female", ~male))
        if mine.any()
    }
