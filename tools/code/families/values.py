"""T1, the value at a point, and T13, what the code really gives where a test fails."""

from __future__ import annotations

import json

from pydantic import JsonValue

from tools.code.code_facts import Loop
from tools.code.families.study import Run, Study, build, derived, plain_value, telling
from tools.code.probe import Key, Misconception, Option, Probe
from tools.code.wording import atoms, chain_items, count_of, effort, forms, say_inputs


def returned_values(study: Study) -> list[Probe]:
    """T1.return: what the function returns for a new input; two inputs that go different ways."""
    chosen: list[Run] = []
    seen_values: set[str] = set()
    seen_paths: set[tuple[int, ...]] = set()
    for run in sorted(study.easy, key=telling):
        value, path = json.dumps(run.value), _path(run)
        if value in seen_values or path in seen_paths or not _worth_asking(study, run):
            continue
        seen_values.add(value)
        seen_paths.add(path)
        chosen.append(run)
        if len(chosen) == 2:
            break
    probes: list[Probe] = []
    for number, run in enumerate(chosen, start=1):
        probes += _returned(study, run, f"T1.return@L{study.function.line}#{number}")
    return probes


def _returned(study: Study, run: Run, identity: str) -> list[Probe]:
    in_place = run.value is None
    value = run.outcome.args_after[0] if in_place else run.value
    asked = "what does {0} return?" if not in_place else "what does {1} hold after {0} has run?"
    inputs = say_inputs(study.function.parameters, run.args)
    first = study.function.parameters[0] if study.function.parameters else ""
    text = f"If {inputs}, {asked.format(study.entry, first)}"
    returns = [e for e in run.outcome.trace if e.what == "return" and e.depth == 0]
    line = returns[-1].line if returns else study.function.line
    key = Key(
        "value",
        value,
        derived("run", run.args, returned=value, return_line=line, steps=run.outcome.steps),
        accepted=forms(value),
        misconceptions=() if in_place else study.slip_values(run, value),
    )
    return build(
        identity,
        text,
        lines=(study.function.line,),
        identifiers=(study.entry,),
        key=key,
        level="relation",
        dimension="execution",
        difficulty=0.25 + 0.02 * run.outcome.steps,
    )


def _path(run: Run) -> tuple[int, ...]:
    return tuple(sorted({e.line for e in run.outcome.trace if e.what == "line"}))


def _worth_asking(study: Study, run: Run) -> bool:
    """Not what went in, not long to say; something to say."""
    value = run.value
    if value is None:
        after = run.outcome.args_after
        changed = bool(after) and after[0] != run.args[0] and atoms(after[0]) <= 6
        return changed and isinstance(run.args[0], list)
    if isinstance(value, dict | float) or chain_items(value):
        return False
    if any(value == arg and type(value) is type(arg)
                                              for arg in run.args):  # fmt: skip
        return False
    return atoms(value) <= 6 and len(json.dumps(value)) <= 40


def variables(study: Study) -> list[Probe]:
    """T1.variable: what a name holds after some passes of a loop; one name for each loop."""
    probes: list[Probe] = []
    for loop in study.loops():
        for name in _gathered(study, loop):
            found = _after_passes(study, loop, name)
            if found:
                probes += found
                break
    return probes


def _gathered(study: Study, loop: Loop) -> list[str]:
    """Names that the loop's body changes and that it does not step with, updates first."""
    inner = {t for other in study.facts.loops for t in other.targets}
    ranked = {"update": 0, "set": 1}
    inside = [
        a
        for a in study.facts.assignments
        if loop.body_line <= a.line <= loop.body_end
        and a.kind in ranked
        and a.name not in inner
        and a.function == loop.function
    ]
    names = sorted(inside, key=lambda a: (ranked[a.kind], a.line))
    appended = [
        c.on
        for c in study.facts.calls
        if loop.body_line <= c.line <= loop.body_end and c.name in ("append", "add", "pop")
    ]
    appended = [name for name in appended if name.isidentifier()]
    return list(dict.fromkeys([*(a.name for a in names), *appended]))


def _after_passes(study: Study, loop: Loop, name: str) -> list[Probe]:
    best: tuple[float, Run, int, JsonValue, JsonValue] | None = None
    for run in study.easy:
        trace = run.outcome.trace
        starts = run.passes(loop)
        if len(starts) < 2 or _entries(loop, run) != 1:
            continue
        for number in range(2, min(len(starts), 4)):
            # The state after n passes is the one in which pass n + 1 finds the header.
            header = _header_before(loop, run, starts[number])
            known, value = plain_value(trace[header].variables.get(name, "?"))
            before = plain_value(trace[starts[0]].variables.get(name, "?"))[1]
            if not known or value == before or atoms(value) > 5 or isinstance(value, dict):
                continue
            if any(value == arg for arg in run.args):
                continue
            cost = telling(run)[0] + 2.0 * (number - 2) + atoms(value)
            if best is None or cost < best[0]:
                previous = plain_value(trace[_header_before(loop, run, starts[number - 1])]
                                       .variables.get(name, "?"))[1]  # fmt: skip
                best = (cost, run, number, value, previous)
    if best is None:
        return []
    _, run, number, value, previous = best
    inputs = say_inputs(study.function.parameters, run.args)
    text = (
        f"If {inputs}, what is {name} after {count_of(number)} passes"
        f" of the loop on line {loop.line}?"
    )
    wrong = ()
    if previous != value:
        wrong = (Misconception(previous, "stops one pass early"),)
    key = Key(
        "value",
        value,
        derived("trace", run.args, variable=name, loop_line=loop.line, passes=number, value=value),
        accepted=forms(value),
        misconceptions=wrong,
    )
    return build(
        f"T1.variable@L{loop.line}",
        text,
        lines=(loop.line,),
        identifiers=(name,),
        key=key,
        level="block",
        dimension="execution",
        difficulty=0.3 + 0.05 * number + 0.05 * loop.nesting + 0.02 * atoms(value),
    )


def _entries(loop: Loop, run: Run) -> int:
    """How many times the loop as a whole is come to."""
    count, last = 0, {}
    for event in run.outcome.trace:
        if event.what == "call":
            last.pop(event.depth, None)
        elif event.what == "line":
            before = last.get(event.depth, 0)
            if event.line == loop.line and not loop.line <= before <= loop.body_end:
                count += 1
            last[event.depth] = event.line
    return count


def _header_before(loop: Loop, run: Run, start: int) -> int:
    """The event at the loop's header that led to the pass that starts at ``start``."""
    trace = run.outcome.trace
    depth, index = trace[start].depth, start - 1
    while index > 0:
        event = trace[index]
        if event.depth == depth and event.what == "line" and event.line == loop.line:
            return index
        index -= 1
    return start


def failing_tests(study: Study) -> list[Probe]:
    """T13: what the code gives on inputs where a test fails; the test itself is not named."""
    probes: list[Probe] = []
    ordered = sorted(study.failing, key=lambda r: (effort(r.args), json.dumps(r.args)))
    for run in ordered:
        number = len(probes) + 1
        if number > 2:
            break
        identity = f"T13.failing@L{study.function.line}#{number}"
        if run.outcome.state == "returned" and not isinstance(run.value, dict | float):
            if atoms(run.value) <= 8 and run.value is not None:
                probes += _returned(study, run, identity)
        elif run.outcome.state == "raised" and run.outcome.error_line:
            probes += raising_probe(study, run, identity)
    return probes


def raising_probe(study: Study, run: Run, identity: str) -> list[Probe]:
    """What happens on inputs for which the code raises."""
    error = run.outcome.error.partition(":")[0]
    if error in ("SystemError", "SandboxTamper", "MemoryError", "OSError"):
        return []
    line = run.outcome.error_line
    options = (
        Option("error", ("an error", "an exception", "it raises", "it crashes", error.lower())),
        Option("none", ("it returns none", "none", "nothing")),
        Option("value", ("it returns a value", "it returns an answer")),
    )
    inputs = say_inputs(study.function.parameters, run.args)
    text = f"If {inputs}, does {study.entry} return a value, return None, or raise an error?"
    key = Key(
        "choice",
        "error",
        derived("run", run.args, error=run.outcome.error, error_line=line),
        accepted=(error.lower(), f"line {line}"),
        options=options,
        misconceptions=(Misconception("none", "takes an error for an empty answer"),
                        Misconception("value", f"does not see line {line} fail")),
    )  # fmt: skip
    return build(
        identity,
        text,
        lines=(study.function.line, line),
        identifiers=(study.entry,),
        key=key,
        level="relation",
        dimension="execution",
        difficulty=0.45,
    )
