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
# What is never named, but lies between two classes: trial division by primes is one.
RIVALS: dict[str, Callable[[float], float]] = {
    "n sqrt n": lambda n: n * math.sqrt(n),
    "n sqrt n / log n": lambda n: n * math.sqrt(n) / max(1.0, math.log2(n)),
}
FIT = 0.05  # the largest relative error of a fit
CLEAR = 3.0  # how many times worse the next class must fit, or the answer is unsure
SHARE = 0.25  # what the leading term must make up of the count at the largest size


NOISE = 0.15  # the largest scatter of counts that still shows a class
MARGIN = 0.03  # of exponents, beside their uncertainty
STILL = 1.05  # the most by which counts that stay the same end above where they began
RISING = 0.12  # of the factor, each step: beside 3^n a lower term no longer makes it grow so much


@dataclass(frozen=True)
class Growth:
    """``exponent``: the local exponent of a power law over the larger half of the sizes, with
    ``spread``, half the range of its local values."""

    name: str
    error: float
    exponent: float
    spread: float


def exponent_of(sizes: Sequence[int], counts: Sequence[float]) -> tuple[float, float]:
    """The exponent of a power law over the larger half of the sizes, and its uncertainty: twice the
    standard error, or half the range of the local exponents where that is more."""
    n, y = np.array(sizes, float), np.array(counts, float)
    slope, error = _slope(n, y)
    half = len(n) // 2
    local = np.diff(np.log(y[half:])) / np.diff(np.log(n[half:]))
    return slope, max(error, float(local.max() - local.min()) / 2)


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
    steep = _steep(n, y)
    if steep is not None:
        return Growth(steep[0], steep[1], exponent, spread)
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


def fit_noisy(sizes: Sequence[int], counts: Sequence[float]) -> Growth | None:
    """As :func:`fit`, where counts scatter about their curve: the one class that lies near enough
    and is as steep as the counts are, within their uncertainty."""
    if len(sizes) < 5 or min(counts) <= 0:
        return None
    n, y = np.array(sizes, float), np.array(counts, float)
    exponent, uncertainty = exponent_of(sizes, counts)
    found = []
    for name, curve in CLASSES.items():
        steep, _ = exponent_of(sizes, [curve(v) for v in n])
        scatter = _scatter(n, y, curve)
        near = abs(steep - exponent) <= uncertainty + MARGIN and scatter <= NOISE
        if name == "1" and y[-1] > STILL * y[0]:
            continue  # it may be the logarithm of a number, in leaps
        if near and name != "n log log n":
            found.append(Growth(name, scatter, exponent, uncertainty))
    return found[0] if len(found) == 1 else None


def rivalled(sizes: Sequence[int], counts: Sequence[float], name: str) -> bool:
    """Whether a curve that is never named lies as near to the counts as that of ``name``."""
    n, y = np.array(sizes, float), np.array(counts, float)
    near = _scatter(n, y, CLASSES[name])
    return any(_scatter(n, y, curve) <= near for curve in RIVALS.values())


def _slope(n: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    """The exponent over the larger half of the sizes, and twice its standard error."""
    half = len(n) // 2
    x, z = np.log(n[half:]), np.log(y[half:])
    slope, start = np.polyfit(x, z, 1)
    rest = z - slope * x - start
    error = math.sqrt(float(rest @ rest) / max(1, len(x) - 2) / float(((x - x.mean()) ** 2).sum()))
    return float(slope), 2 * error


def _scatter(n: np.ndarray, y: np.ndarray, curve: Callable[[float], float]) -> float:
    """Root mean square of the relative error of the best curve of the class over a constant."""
    basis = np.stack([np.ones_like(n), np.array([curve(v) for v in n])], axis=1)
    weights, *_ = np.linalg.lstsq(basis / y[:, None], np.ones_like(y), rcond=None)
    if weights[1] < 0:
        return math.inf
    rest = (basis @ weights - y) / y
    return float(math.sqrt(float(rest @ rest) / len(n)))


def _best(n: np.ndarray, y: np.ndarray, name: str) -> float:
    """The smallest error of the class's curve, alone or with a lower term, if the curve leads."""
    found = [_error(n, y, CLASSES[name], lower) for lower in _below(name)]
    return min((error for error, share in found if share >= SHARE), default=math.inf)


def _steep(n: np.ndarray, y: np.ndarray) -> tuple[str, float] | None:
    """``2^n`` or ``n!`` with how well it fits, where work grows by at least a third each step.

    The factor from step to step stays for the one and grows for the other.
    """
    if n[-1] > 60 or np.any(np.diff(n) != 1):
        slope, start = np.polyfit(n, np.log(y), 1)
        error = float(np.max(np.abs(np.exp(slope * n + start) - y) / y))
        return ("2^n", error) if n[-1] <= 60 and slope > 0.3 and error <= 0.12 else None
    ratios = y[1:] / y[:-1]
    late = len(ratios) // 3
    rising = np.polyfit(n[1:][late:], ratios[late:], 1)[0]
    if ratios[late:].min() > 2.5 and 0.7 < rising < 1.5:
        return "n!", 0.0
    if ratios[late:].min() > 2.2 and ratios[-1] - ratios[-3] > 2 * RISING:
        return None  # between the two: a search that gives up early, as for n queens
    # A power of n gets slower from step to step all the time, so that 4^3/3^3 is not taken for one.
    bent = float(np.polyfit(n[1:][late:], np.log(ratios[late:]), 1)[0])
    steady = float(np.log(ratios[late:]).mean())
    if steady > 0.3 and abs(bent) * len(ratios[late:]) < 0.2 * steady:
        return "2^n", abs(bent) * len(ratios[late:])
    return None


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
