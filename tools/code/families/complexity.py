"""T8: the class of the running time, from work counted at growing sizes."""

from __future__ import annotations

from tools.code.complexity import Measured, measured_time
from tools.code.families.study import Study, build, derived
from tools.code.probe import Key, Misconception, Option, Probe

OPTIONS = (
    Option("1", ("constant", "constant time", "o of one", "big o of one", "o of 1", "o(1)")),
    Option("log n", ("log n", "logarithmic", "o of log n", "the log of n", "log of n", "o(log n)")),
    Option("n", ("linear", "linear time", "o of n", "order n", "big o of n", "o(n)")),
    Option("n log n", ("n log n", "o of n log n", "n times log n", "linearithmic", "o(n log n)")),
    Option("n^2", ("quadratic", "n squared", "o of n squared", "n square", "n times n", "o(n^2)")),
    Option("n^3", ("cubic", "n cubed", "o of n cubed", "n to the third", "o(n^3)")),
    Option("2^n", ("exponential", "two to the n", "o of two to the n", "2 to the n", "o(2^n)")),
)
_ORDER = [option.id for option in OPTIONS]
_DIFFICULTY = {"1": 0.3, "log n": 0.5, "n": 0.35, "n log n": 0.6, "n^2": 0.45, "n^3": 0.55,
               "2^n": 0.55}  # fmt: skip


def time_complexity(study: Study) -> list[Probe]:
    """T8.time: only where the measurement is clear."""
    if study.facts.syntax_errors or not study.runs:
        return []
    measured = measured_time(study.sandbox, study.source, study.entry, study.samples)
    if measured is None or measured.growth.name not in _ORDER:
        return []
    numbers = [v for v in study.samples[0] if isinstance(v, int) and not isinstance(v, bool)]
    heap = any(s.name == "heap" for s in study.facts.structures)
    if heap and numbers and measured.size != "the number":
        return []  # the heap's size may be the number's
    right = measured.growth.name
    key = Key(
        "choice",
        right,
        derived(
            "count",
            (),
            sizes=list(measured.sizes),
            work=list(measured.counts),
            kind_of_input=measured.pattern,
            exponent=round(measured.growth.exponent, 2),
            exponent_spread=round(measured.growth.spread, 2),
            fit_error=round(measured.growth.error, 4),
        ),
        options=OPTIONS,
        misconceptions=_neighbours(right),
    )
    return build(
        f"T8.time@L{study.function.line}",
        f"In the worst case, how does the running time of {study.entry} grow with"
        f" {_size(study, measured)}?",
        lines=(study.function.line, *(loop.line for loop in study.loops())),
        identifiers=(study.entry,),
        key=key,
        level="whole",
        dimension="purpose",
        difficulty=_DIFFICULTY[right],
    )


def _neighbours(right: str) -> tuple[Misconception, ...]:
    at = _ORDER.index(right)
    found = []
    if at:
        found.append(Misconception(_ORDER[at - 1], "leaves out work that the code does"))
    if at + 1 < len(_ORDER):
        found.append(Misconception(_ORDER[at + 1], "adds work that the code does not do"))
    return tuple(found)


def _size(study: Study, measured: Measured) -> str:
    """What n is, as said: the parameter's length, the parameter, or the length of the inputs."""
    parameters = study.function.parameters
    if measured.size == "the number":
        return parameters[0]
    long = [
        name
        for name, value in zip(parameters, study.samples[0], strict=False)
        if isinstance(value, list | str)
    ]
    return f"the length of {long[0]}" if len(long) == 1 else "the length of its inputs"
