"""T11: the role of a name in a loop: stepper, gatherer, most-wanted holder or fixed value.

The roles are Sajaniemi's.  A role is read off the code and asked about only if no run speaks
against it: a stepper does go through a succession, a holder only ever improves.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence

from pydantic import JsonValue

from tools.code.families.role_readings import readings
from tools.code.families.study import Study, build, derived, plain_value
from tools.code.families.tree import Episode, LoopTree, episodes, loop_trees
from tools.code.probe import Key, Misconception, Option, Probe
from tools.ports import TraceEvent

MOST = 3
ENOUGH_RUNS = 4  # runs with at least two passes that a role must have stood

OPTIONS = (
    Option("step", (
        "step through values", "step through", "steps through", "stepping through", "it steps",
        "stepper", "goes through", "go through", "walks through", "runs through", "moves along",
        "counts up", "counts down", "iterates", "loop variable", "loop counter", "one by one",
        "each item in turn", "each value in turn", "takes each",
    )),
    Option("gather", (
        "gather many into one", "gather many", "gathers", "gather", "gatherer", "collects",
        "collect", "accumulates", "accumulator", "accumulate", "adds up", "add up", "adds them up",
        "sums", "sums up", "running total", "running sum", "builds up", "build up",
    )),
    Option("best", (
        "keep the best so far", "keeps the best so far", "best so far", "keeps the best",
        "keep the best", "the best", "largest so far", "smallest so far", "biggest so far",
        "maximum so far", "minimum so far", "longest so far", "highest so far", "lowest so far",
        "keeps the maximum", "keeps the minimum", "holds the maximum", "holds the minimum",
        "keeps the largest", "keeps the smallest", "most wanted holder", "largest", "smallest",
        "biggest", "maximum", "minimum", "longest", "shortest", "highest", "lowest", "max", "min",
    )),
    Option("fixed", (
        "stay fixed", "stays fixed", "fixed", "never changes", "doesn't change", "does not change",
        "not change", "stays the same", "stay the same", "unchanged", "stays constant", "constant",
        "is constant", "a constant", "never touches it", "never moves", "stays as it is",
    )),
)  # fmt: skip
_REVEALS = {
    "step": "takes it for what the loop goes through",
    "gather": "takes it to gather what the loop meets",
    "best": "takes it to keep only the best value met so far",
    "fixed": "does not see that the loop changes it",
}
_DIFFICULTY = {"step": 0.15, "gather": 0.25, "best": 0.3, "fixed": 0.2}


def roles(study: Study) -> list[Probe]:
    """T11.role: at most one name a loop, no name and no role twice, the telling roles first."""
    probes: list[Probe] = []
    asked: set[str] = set()
    lines: set[int] = set()
    trees = loop_trees(study)
    for wanted in ("best", "gather", "step", "fixed"):
        for tree in trees:
            names = [n for n, role in readings(tree) if role == wanted and n not in asked]
            if tree.loop.line in lines or len(probes) == MOST:
                continue
            for name in names:
                evidence = _confirmed(study, tree, name, wanted)
                if evidence is not None:
                    probes += _role(tree, name, wanted, evidence)
                    break
            if probes and probes[-1].lines == (tree.loop.line,):
                lines.add(tree.loop.line)
                asked.add(probes[-1].identifiers[0])
                break
    return probes


def _role(tree: LoopTree, name: str, role: str, evidence: dict[str, JsonValue]) -> list[Probe]:
    line = tree.loop.line
    key = Key(
        "choice",
        role,
        derived("trace", (), loop_line=line, name=name, **evidence),
        options=OPTIONS,
        misconceptions=tuple(
            Misconception(other, reveals) for other, reveals in _REVEALS.items() if other != role
        ),
    )
    return build(
        f"T11.role@L{line}",
        f"In the loop on line {line}, what does {name} do: step through values, gather many into"
        " one, keep the best so far, or stay fixed?",
        lines=(line,),
        identifiers=(name,),
        key=key,
        level="block",
        dimension="purpose",
        difficulty=_DIFFICULTY[role],
    )


# ------------------------------------------------------------------ confirmed on traces


def _confirmed(study: Study, tree: LoopTree, name: str, role: str) -> dict[str, JsonValue] | None:
    """What the runs show, None if one of them speaks against the role or too few speak for it."""
    stands: Callable[[list[JsonValue]], bool] = _STANDS[role]
    runs, shown = 0, 0
    example: list[JsonValue] = []
    inputs: JsonValue = None
    for run in study.runs:
        for episode in episodes(tree.loop, run.outcome.trace):
            if len(episode.passes) < 2:
                continue
            values = _values(run.outcome.trace, episode, name, role)
            if values is None or not stands(values):
                return None
            runs += 1
            telling = _TELLS[role](values)
            shown += telling
            if telling and (not example or len(values) < len(example)):
                example, inputs = values, list(run.args)
    if runs < ENOUGH_RUNS or not shown:
        return None
    return {"episodes": runs, "that_show_it": shown, "values": example, "with": inputs}


def _values(
    trace: Sequence[TraceEvent], episode: Episode, name: str, role: str
) -> list[JsonValue] | None:
    """The name's value at the start of each pass and after the loop; sizes of what is gathered."""
    places = list(episode.passes)
    if role != "step" and episode.after is not None:
        places.append(episode.after)
    found: list[JsonValue] = []
    for place in places:
        text = trace[place].variables.get(name, "?")
        known, value = _size(text) if role == "gather" else plain_value(text)
        if not known:
            return None
        found.append(value)
    return found


def _size(text: str) -> tuple[bool, JsonValue]:
    """The value of a number or text, the length of a list; of a set, the number of its commas."""
    known, value = plain_value(text)
    if known:
        return True, len(value) if isinstance(value, list) else value
    if re.fullmatch(r"set\(\)|deque\(\[\]\)", text):
        return True, 0
    flat = re.fullmatch(r"(?:deque\()?[\[{]([^\[\](){}'\"]*)[\]}]\)?", text)
    return (True, flat.group(1).count(",") + 1) if flat else (False, None)


def _pairs(values: list[JsonValue]) -> list[tuple[JsonValue, JsonValue]]:
    return list(itertools.pairwise(values))


def _one_way(values: list[JsonValue]) -> bool:
    numbers = [v for v in values if isinstance(v, int | float)]
    if len(numbers) != len(values):
        return False
    steps = [b - a for a, b in itertools.pairwise(numbers)]
    return all(s >= 0 for s in steps) or all(s <= 0 for s in steps)


def _longer(values: list[JsonValue]) -> bool:
    """Numbers may go either way as they are added to; texts and sizes only grow."""
    if all(isinstance(v, str) for v in values):
        return all(str(b).startswith(str(a)) for a, b in _pairs(values))
    return all(isinstance(v, int | float) and not isinstance(v, bool) for v in values)


def _changes(values: list[JsonValue]) -> int:
    return sum(a != b for a, b in _pairs(values))


_STANDS: dict[str, Callable[[list[JsonValue]], bool]] = {
    "step": lambda values: True,
    "gather": _longer,
    "best": _one_way,
    "fixed": lambda values: _changes(values) == 0 and not isinstance(values[0], list | bool | None),
}
_TELLS: dict[str, Callable[[list[JsonValue]], bool]] = {
    "step": lambda values: _changes(values) >= 1,
    "gather": lambda values: _changes(values) >= 2,
    "best": lambda values: 0 < _changes(values) < len(values) - 1,
    "fixed": lambda values: len(values) >= 3,
}
