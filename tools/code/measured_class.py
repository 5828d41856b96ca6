"""The class of a solution's running time: on the inputs that its problem makes for itself, else on
larger ones like its samples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from tools.code.complexity import HUGE, measured_growth
from tools.code.costs import measure
from tools.code.facts import read_facts
from tools.code.growth import exponent_of, fit, fit_noisy
from tools.code.inputs import Args
from tools.ports import Call, Limits, Sandbox

UNSURE = "not sure"
WIDE = (8, 16, 32, 64, 128, 256, 512, 1024)
ODD = tuple(2**k - 1 for k in range(4, 15))  # on which halving takes a step more each time
SEEDS = 3  # inputs of each size, where there is no ``worst``
WALL_S = 40.0  # a slow machine needs some; the budget of steps ends the work before
DRAW = Limits(wall_s=WALL_S, output_bytes=16_384)
CLASS_BUDGET = 150_000


@dataclass(frozen=True)
class MeasuredClass:
    """``name`` is a class or ``not sure``.  ``exponent``: of a power law over the larger half of
    ``sizes``, give or take ``uncertainty``.  ``without_copies``: the class if slices and
    concatenations cost nothing, on which people differ."""

    name: str
    exponent: float
    uncertainty: float
    sizes: tuple[int, ...]
    counts: tuple[int, ...]
    without_copies: str = ""


def class_of(
    sandbox: Sandbox, source: str, entry: str, samples: Sequence[Args], inputs: str = ""
) -> MeasuredClass | None:
    """How the work of ``entry`` grows: on ``inputs``, the text of its problem's inputs.py, if there
    are any; else on larger inputs that look like ``samples``.  None if nothing could be counted.

    Raises:
        SandboxError: the sandbox could not run.
    """
    if inputs:
        return measured_class(sandbox, source, entry, inputs)
    found = measured_growth(sandbox, source, entry, samples)
    if found is None:
        return None
    grown = found.growth
    return MeasuredClass(grown.name, grown.exponent, grown.spread, found.sizes, found.counts)


def measured_class(
    sandbox: Sandbox, source: str, entry: str, inputs: str, *, budget: int = CLASS_BUDGET
) -> MeasuredClass | None:
    """How the work of ``entry`` grows on the problem's own inputs: ``worst(size)`` if ``inputs``
    has it, else the average of a few of ``generate``.  None if nothing could be counted.

    ``entry`` may be a class; then what its method calls do is counted.  One unit is a pass of a
    loop, a call, or an item that a built-in operation goes through.

    Raises:
        SandboxError: the sandbox could not run.
    """
    family = _Family(sandbox, source, entry, inputs, budget)
    wide = family.counts(WIDE)
    if len(wide) >= 2 and len(wide) == len(WIDE) and wide[-1][1] < WIDE[-1] // 2:
        return family.classed(family.counts(HUGE if family.small else ODD))
    if len(wide) >= 6:
        return family.classed(wide[1:])
    last = wide[-1][0] if wide else 0
    if last >= 32:
        return family.classed(family.counts(_between(last // 8, 2 * last)))
    return family.classed(family.counts(tuple(range(3, 20))))


def _between(low: int, high: int) -> tuple[int, ...]:
    """Sizes a quarter apart."""
    sizes, at = [], float(max(4, low))
    while at < high:
        sizes.append(round(at))
        at = max(at * 1.25, at + 1)
    return tuple(sizes)


class _Family:
    """The inputs of a problem by size, and the work on them."""

    def __init__(self, sandbox: Sandbox, source: str, entry: str, inputs: str, budget: int) -> None:
        self._sandbox = sandbox
        self._source = source
        self._entry = entry
        self._inputs = inputs
        self._budget = budget
        self._is_class = entry in read_facts(source).classes
        self._worst = "worst" in {f.name for f in read_facts(inputs).functions}
        self.small = False  # whether an input of size 1024 is still a few numbers

    def counts(self, sizes: Sequence[int]) -> list[tuple[int, int, int]]:
        """(size, work, work without copies), up to the first size that takes too much."""
        seeds = 1 if self._worst else SEEDS
        asked = [
            Call((size,)) if self._worst else Call((seed, size))
            for size in sizes
            for seed in range(seeds)
        ]
        entry = "worst" if self._worst else "generate"
        outcomes = self._sandbox.run(self._inputs, entry, asked, limits=DRAW)
        made: list[tuple[JsonValue, ...]] = []
        for outcome in outcomes:
            if outcome.state != "returned" or not isinstance(outcome.value, list):
                break
            made.append(tuple(outcome.value))
        if made and sizes is WIDE:
            self.small = len(str(made[-1])) < 200
        costs = measure(
            self._sandbox, self._source, self._entry, made,
            budget=self._budget, is_class=self._is_class, wall_s=WALL_S,
        )  # fmt: skip
        found = []
        for k, size in enumerate(sizes):
            here = costs[k * seeds : (k + 1) * seeds]
            if len(here) < seeds or any(c.state != "done" or c.unsure for c in here):
                break
            total = sum(c.count for c in here)
            rest = total - sum(c.copied for c in here)
            found.append((size, max(1, round(total / seeds)), max(1, round(rest / seeds))))
        return found

    def classed(self, found: Sequence[tuple[int, int, int]]) -> MeasuredClass | None:
        if len(found) < 4:
            return None
        sizes = tuple(n for n, _, _ in found)
        counts = tuple(count for _, count, _ in found)
        exponent, uncertainty = exponent_of(sizes, counts)
        name = class_name(sizes, counts)
        without = class_name(sizes, [rest for _, _, rest in found])
        return MeasuredClass(name, exponent, uncertainty, sizes, counts, without)


def class_name(sizes: Sequence[int], counts: Sequence[int]) -> str:
    """The class that the counts grow in, or ``not sure``."""
    growth = fit(sizes, counts) or fit_noisy(sizes, counts)
    if growth is None:
        return UNSURE
    if growth.name in ("2^n", "n!") and sizes[-1] - sizes[0] < 5:
        return UNSURE  # too short a stretch to tell it from a high power
    return growth.name
