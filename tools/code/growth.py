"""Which class a count of work grows in, from counts at growing sizes; ``None`` when unsure."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

CLASSES: dict[str, Callable[[float], float]] = {
    "1": lambda n: 1.0,
    "log n": lambda n: math.log2(n),
    "sqrt n": lambda n: math.sqrt(n),
    "n": lambda n: n,
    "n log log n": lambda n: n * math.log2(max(2.0, math.log2(n))),
    "n log n": lambda n: n * math.log2(n),
    "n^2": lambda n: n * n,
    "n^3": lambda n: n**3,
}
FIT = 0.05  # the largest relative error of a fit
CLEAR = 3.0  # how many times worse the next class must fit, or the answer is unsure
SHARE = 0.25  # what the leading term must make up of the count at the largest size


@dataclass(frozen=True)
class Growth:
    """``exponent``: the local exponent of a power law over the larger half of the sizes, with
    ``spread``, half the range of its local values."""

    name: str
    error: float
    exponent: float
    spread: float


def fit(sizes: Sequence[int], counts: Sequence[int]) -> Growth | None:
    """The class whose curve, over a constant, runs through all points within 5 %.

    ``sizes`` grow; at least five points with counts above 0 are needed.  None where no class fits,
    or where another fits nearly as well.
    """
    if len(sizes) < 5 or min(counts) <= 0:
        return None
    n, y = np.array(sizes, float), np.array(counts, float)
    slopes = np.diff(np.log(y)) / np.diff(np.log(n))
    late = slopes[len(slopes) // 2 :]
    exponent, spread = float(late.mean()), float((late.max() - late.min()) / 2)
    if y.max() == y.min():
        return Growth("1", 0.0, exponent, spread)
    if y.max() - y.min() < 4:
        return None  # too few steps to tell anything from
    exponential = _exponential(n, y)
    if exponential is not None:
        return Growth("2^n", exponential, exponent, spread)
    errors = {name: _best(n, y, name) for name in CLASSES if name != "1"}
    plain = {name: _error(n, y, CLASSES[name], None)[0] for name in errors}
    fits = [name for name, error in errors.items() if error <= FIT]
    if not fits:
        return None
    # A class with a lower term beside it can bend to fit the class below; the plain curve cannot.
    name = min(fits, key=lambda f: (min(plain[f], 3 * errors[f]), list(CLASSES).index(f)))
    others = [plain[f] for f in plain if f != name]
    if min(plain[name], errors[name]) * CLEAR > min(others) and plain[name] > 0.005:
        return None
    return Growth(name, errors[name], exponent, spread)


def _best(n: np.ndarray, y: np.ndarray, name: str) -> float:
    """The smallest error of the class's curve, alone or with a lower term, if the curve leads."""
    found = [_error(n, y, CLASSES[name], lower) for lower in _below(name)]
    return min((error for error, share in found if share >= SHARE), default=math.inf)


def _exponential(n: np.ndarray, y: np.ndarray) -> float | None:
    """How well a geometric growth of at least a third per step fits, if it does."""
    if n[-1] > 60:
        return None
    slope, start = np.polyfit(n, np.log(y), 1)
    error = float(np.max(np.abs(np.exp(slope * n + start) - y) / y))
    return error if slope > 0.3 and error <= 0.12 else None


def _below(name: str) -> list[Callable[[float], float] | None]:
    """The lower terms that a curve of the class may carry beside its constant."""
    lower = {"n^2": ["n"], "n^3": ["n^2"], "n log n": ["n"], "n log log n": ["n"]}.get(name, [])
    return [None, *(CLASSES[term] for term in lower)]


def _error(
    n: np.ndarray,
    y: np.ndarray,
    curve: Callable[[float], float],
    lower: Callable[[float], float] | None,
) -> tuple[float, float]:
    """Largest relative error of the best fit, and the leading term's share at the largest size."""
    columns = [np.ones_like(n), np.array([curve(v) for v in n])]
    if lower is not None:
        columns.append(np.array([lower(v) for v in n]))
    basis = np.stack(columns, axis=1)
    weights, *_ = np.linalg.lstsq(basis / y[:, None], np.ones_like(y), rcond=None)
    fitted = basis @ weights
    if weights[1] <= 0:
        return math.inf, 0.0
    return float(np.max(np.abs(fitted - y) / y)), float(weights[1] * columns[1][-1] / y[-1])
