"""Does the measured time of a solution fit the class that the problem declares?

The work on the problem's own ``worst`` inputs (else generated ones) at growing sizes is counted,
given a name where one class fits, and otherwise compared with the declared class by its steepness:
how the work grows from size to size.  All variables of the declared class count as the size.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from question_bank.declared import Growing, read_class
from question_bank.inputs import as_arguments, worst_inputs
from question_bank.schema import Problem
from tools.code.costs import measure
from tools.code.growth import CLASSES, fit
from tools.ports import Call, Sandbox

STEPS = (4, 5, 6, 7, 8, 9, 10, 11)
CUBED = (6, 8, 12, 16, 24, 32, 48)
SQUARED = (8, 12, 16, 24, 32, 48, 64, 96, 128)
LINEAR = (15, 31, 63, 127, 255, 511, 1023)
BUDGET = 400_000
TOLERANCE = 0.3  # of the exponent; a logarithm beside a power makes about 0.2
_CLEAR_NAMES = ("1", "log n", "n", "n^2", "n^3")  # what differs from these is never a close call


@dataclass(frozen=True)
class MeasuredTime:
    """``measured`` is a class such as ``n log n``, or ``about n^1.5`` where only the steepness is
    known, or empty: not sure. ``fits``: None if that is open."""

    file: str
    declared: str
    measured: str
    fits: bool | None
    more: bool = False  # more work than declared, not less


def measured_times(problem: Problem, sandbox: Sandbox) -> Iterator[MeasuredTime]:
    """The reference's time, and the alternative's if there is one.

    Raises:
        SandboxError: the sandbox could not run.
    """
    yield _time(problem, "reference.py", problem.reference, problem.complexity.time, sandbox)
    if problem.alternative:
        source, declared = problem.alternative_source, problem.alternative.time
        yield _time(problem, "alternative.py", source, declared, sandbox)


def variables(declared: str) -> int:
    """How many sizes a declared class speaks of."""
    names = re.findall(r"[A-Za-z]+(?: [A-Za-z]+)*", re.sub(r"\bO\(|log|sqrt", "(", declared))
    return len(set(names))


def _time(
    problem: Problem, file: str, source: str, declared: str, sandbox: Sandbox
) -> MeasuredTime:
    unsure = MeasuredTime(file, declared, "", None)
    growing = read_class(declared, calls=bool(problem.signature.methods))
    if growing is None:
        return unsure
    sizes = _sizes(growing)
    calls = worst_inputs(problem, sizes, sandbox)
    if calls is None:
        return unsure
    counts = _counts(problem, source, _growing(calls), sandbox)
    if len(counts) < 5:
        return unsure
    sizes = sizes[: len(counts)]
    wanted, found = _steepness(sizes, [growing(n) for n in sizes]), _steepness(sizes, counts)
    growth = fit(sizes, counts)
    if growth is not None and growth.name in _CLEAR_NAMES:
        declared_name = _name(growing)
        if declared_name in _CLEAR_NAMES and declared_name != growth.name:
            return MeasuredTime(file, declared, growth.name, False, found > wanted)
    name = growth.name if growth is not None else f"about n^{found:.1f}"
    if sizes[-1] <= STEPS[-1] and growth is None:
        name = "exponential"
    fits = abs(found - wanted) <= TOLERANCE * max(1.0, wanted)
    if sizes[-1] <= STEPS[-1] and not fits and found < wanted:
        # A search that gives up early stays below its bound.
        return MeasuredTime(file, declared, name, None)
    return MeasuredTime(file, declared, name, fits, found > wanted)


def _sizes(growing: Growing) -> Sequence[int]:
    """Sizes at which work of this class can be counted in time."""
    steep = _local(growing, 16, 32)
    if steep > 4.5:
        return STEPS
    return CUBED if steep > 2.6 else SQUARED if steep > 1.6 else LINEAR


def _growing(calls: Sequence[Call]) -> Sequence[Call]:
    """The inputs up to where the constraints let them grow no further; the last one before they
    repeat is left out too, since it may be smaller than its size says."""
    for n in range(1, len(calls)):
        if calls[n] == calls[n - 1]:
            return calls[: n - 1]
    return calls


def _name(growing: Growing) -> str:
    """The class of ``CLASSES`` that grows as ``growing`` does, if one does."""
    if _local(growing, 16, 32) > 4.5:
        return ""
    for name, curve in CLASSES.items():
        if abs(_local(growing, 1e6, 1e7) - _local(curve, 1e6, 1e7)) < 0.01:
            return name
    return ""


def _local(growing: Growing, small: float, large: float) -> float:
    return math.log(max(1.0, growing(large)) / max(1.0, growing(small))) / math.log(large / small)


def _steepness(sizes: Sequence[int], values: Sequence[float]) -> float:
    """The exponent of a power law through the larger half of the sizes."""
    half = len(sizes) // 2
    return math.log(max(1.0, values[-1]) / max(1.0, values[half])) / math.log(
        sizes[-1] / sizes[half]
    )


def _counts(problem: Problem, source: str, calls: Sequence[Call], sandbox: Sandbox) -> list[int]:
    """The work on each input, up to the first that was not counted for sure."""
    entry = problem.signature.entry
    if problem.signature.methods:
        source, entry = f"{source}\n\n{_driver(problem)}", "make_all_calls"
    inputs = [as_arguments(problem, call).args for call in calls]
    counts = []
    for cost in measure(sandbox, source, entry, inputs, budget=BUDGET):
        if cost.state != "done" or cost.unsure:
            break
        counts.append(cost.count)
    return counts


def _driver(problem: Problem) -> str:
    """A function that makes the calls on an instance: what is counted runs without getattr."""
    lines = [
        "def make_all_calls(given, then):",
        f"    made = {problem.signature.entry}(*given)",
        "    for name, args in then:",
    ]
    for method in problem.signature.methods:
        lines += [f"        if name == {method.name!r}:", f"            made.{method.name}(*args)"]
    return "\n".join(lines) + "\n"
