"""Whether the scores order as the levels do."""

from __future__ import annotations

import statistics
from collections.abc import Sequence


def spearman(a: Sequence[float], b: Sequence[float]) -> float | None:
    """Spearman's rank correlation, ties sharing their mean rank; None below three pairs or where
    one side does not vary."""
    if len(a) < 3 or len(set(a)) < 2 or len(set(b)) < 2:
        return None
    return round(statistics.correlation(_ranks(a), _ranks(b)), 4)


def _ranks(values: Sequence[float]) -> list[float]:
    ordered = sorted(values)
    return [ordered.index(v) + (ordered.count(v) + 1) / 2 for v in values]
