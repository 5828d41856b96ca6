"""The class of the running time, measured: work counted at growing sizes and fitted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tools.code.costs import Cost, measure
from tools.code.growth import Growth, exponent_of, fit, fit_noisy, rivalled
from tools.code.inputs import Args
from tools.code.scaling import PATTERNS, by_number, can_scale, numbers, scaled
from tools.ports import Sandbox

SIZES = (8, 12, 16, 24, 32, 48, 64, 96, 128, 192)
DOUBLING = (15, 31, 63, 127, 255, 511, 1023, 2047)  # where work grows slower than the input
STEPS = (2, 3, 4, 5, 6, 7, 8, 9, 10, 11)  # where it doubles with each step
STEEP_BUDGET = 60_000
NUMBERS = tuple(2**k for k in range(4, 13))
NEAR = 0.15  # of two exponents that are the same
HUGE = tuple(4**k for k in range(2, 12))
BUDGET = 20_000
TRIAL = 24
HUGE_NUMBER = 1_000_000


@dataclass(frozen=True)
class Measured:
    """``size`` says what n is: the length of the inputs, or the number that was passed.

    ``contested``: it would be another class if slices and concatenations cost nothing, on which
    people differ."""

    growth: Growth
    size: str
    pattern: str
    sizes: tuple[int, ...]
    counts: tuple[int, ...]
    contested: bool = False


def measured_time(
    sandbox: Sandbox, source: str, entry: str, samples: Sequence[Args]
) -> Measured | None:
    """What :func:`measured_growth` finds, if nobody would contest it.

    Raises:
        SandboxError: the sandbox could not run.
    """
    measured = measured_growth(sandbox, source, entry, samples)
    return None if measured is None or measured.contested else measured


def measured_growth(
    sandbox: Sandbox, source: str, entry: str, samples: Sequence[Args]
) -> Measured | None:
    """The class of the worst of several kinds of input; None when it cannot be told for sure.

    Raises:
        SandboxError: the sandbox could not run.
    """
    if not can_scale(samples):
        return None
    if by_number(samples):
        return _by_number(sandbox, source, entry, samples)
    pattern, number, steep = _worst(sandbox, source, entry, samples)
    if not pattern:
        return None
    for sizes in (STEPS,) if steep else (SIZES, DOUBLING):
        inputs = [scaled(samples, size, pattern, number) for size in sizes]
        budget = STEEP_BUDGET if sizes is STEPS else BUDGET
        costs = measure(sandbox, source, entry, inputs, budget=budget)
        if sizes is SIZES and costs[-1].state == "done" and costs[-1].count < SIZES[-1] // 2:
            continue
        measured = _fitted("the length of the input", pattern, sizes, costs)
        return None if sizes is STEPS and not _is_steep(measured) else measured
    return None


def _is_steep(measured: Measured | None) -> bool:
    """A power of n would not be told for sure from so short a stretch."""
    return measured is not None and measured.growth.name in ("2^n", "n!")


def _by_number(
    sandbox: Sandbox, source: str, entry: str, samples: Sequence[Args]
) -> Measured | None:
    """Scale a number: huge ones first; where they take too long, smaller ones.

    Neighbours may differ (a prime, a power of two), so each size stands for the worst of two.
    """
    if len(samples[0]) != 1:
        return None  # two numbers may each matter in their own way
    for sizes in (HUGE, NUMBERS, SIZES, STEPS):
        near = 1 if sizes is STEPS else 2
        inputs = [(size + k,) for size in sizes for k in range(near)]
        budget = {STEPS: STEEP_BUDGET, NUMBERS: BUDGET}.get(sizes, BUDGET // 4)
        found = measure(sandbox, source, entry, inputs, budget=budget)
        if sizes is not STEPS and found[2 * near].state != "done":
            continue
        worst = [
            max(range(at, at + near), key=lambda i: (found[i].state != "done", found[i].count))
            for at in range(0, len(found), near)
        ]
        costs = [found[i] for i in worst]
        if costs[5].state == "done":
            at_sizes = [inputs[i][0] for i in worst]
            measured = _fitted("the number", "rising", at_sizes, costs)
            if sizes is STEPS and not _is_steep(measured):
                return None
            if measured is None or measured.growth.name != "n log n":
                return measured
            # Over numbers up to 4,096 trial division by primes looks like this as well.
            return None if rivalled(measured.sizes, measured.counts, "n log n") else measured
    return None


def _worst(
    sandbox: Sandbox, source: str, entry: str, samples: Sequence[Args]
) -> tuple[str, int | None, bool]:
    """The pattern, and the number beside it, with the most work at one size; True if it is too
    much to count at that size.

    Gives up where a number beside the list changes the work by itself: then two sizes matter.
    """
    choices: tuple[int | None, ...] = (None,)
    if numbers(samples):
        choices = (HUGE_NUMBER, 40 * TRIAL, None, 1)
    tries = [(pattern, number) for pattern in PATTERNS for number in choices]
    inputs = [scaled(samples, TRIAL, pattern, number) for pattern, number in tries]
    costs = measure(sandbox, source, entry, inputs, budget=BUDGET // 2)
    done = {t: c for t, c in zip(tries, costs, strict=True) if c.state == "done" and not c.unsure}
    if any(c.state == "too much" for c in costs):
        return ("", None, False) if numbers(samples) else ("rising", None, True)
    if not done or any(c.unsure for c in costs if c.state == "done"):
        return "", None, False
    for pattern in PATTERNS:
        small, large = done.get((pattern, 40 * TRIAL)), done.get((pattern, HUGE_NUMBER))
        if small and large and large.count > 1.5 * small.count:
            return "", None, False
    pattern, number = max(done, key=lambda t: (done[t].count, -tries.index(t)))
    return pattern, number, False


def _fitted(
    size: str, pattern: str, sizes: Sequence[int], costs: Sequence[Cost]
) -> Measured | None:
    kept = []
    for n, cost in zip(sizes, costs, strict=True):
        if cost.state != "done" or cost.unsure:
            break
        kept.append((n, cost.count, cost.count - cost.copied))
    if len(kept) < 5:
        return None
    ns = [n for n, _, _ in kept]
    counts, rest = [count for _, count, _ in kept], [max(1, rest) for _, _, rest in kept]
    growth = fit(ns, counts) or fit_noisy(ns, counts)
    if growth is None:
        return None
    contested = _contested(ns, growth, counts, rest)
    return Measured(growth, size, pattern, tuple(ns), tuple(counts), contested)


def _contested(
    sizes: Sequence[int], growth: Growth, counts: Sequence[int], rest: Sequence[int]
) -> bool:
    without = fit(sizes, rest) or fit_noisy(sizes, rest)
    if without is not None:
        return without.name != growth.name
    return abs(exponent_of(sizes, counts)[0] - exponent_of(sizes, rest)[0]) > NEAR
