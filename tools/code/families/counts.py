"""T2: how often a loop's body runs, how often a line runs, how often a function calls itself."""

from __future__ import annotations

import re

from tools.code.code_facts import Loop
from tools.code.families.study import Run, Study, build, derived, telling
from tools.code.probe import Key, Misconception, Probe
from tools.code.wording import forms, say_inputs

MOST = 12  # a count beyond this is bookkeeping, not understanding


def iterations(study: Study) -> list[Probe]:
    """T2.iterations: passes of a loop's body, over the whole run."""
    probes: list[Probe] = []
    for loop in study.loops():
        if re.fullmatch(r"\(?(True|1)\)?", loop.header):
            continue  # such a loop has no header to go through again
        best = min(
            (r for r in study.easy if 2 <= _count(loop, r) <= MOST),
            key=lambda r: _interest(loop, r),
            default=None,
        )
        if best is None:
            continue
        n = _count(loop, best)
        inputs = say_inputs(study.function.parameters, best.args)
        total = " in total" if loop.nesting > 1 or _outside(study, loop) else ""
        what = f"does the body of the loop on line {loop.line} run"
        text = f"If {inputs}, how many times {what}{total}?"
        full = _longest(best)
        wrong = [Misconception(n - 1, "stops one pass early"),
                 Misconception(n + 1, "counts one pass too many")]  # fmt: skip
        if full not in (n, n - 1, n + 1):
            wrong.append(Misconception(full, "takes the loop to go over every item"))
        key = Key(
            "value",
            n,
            derived("count", best.args, loop_line=loop.line, passes=n),
            accepted=(*forms(n), f"{n} times"),
            misconceptions=tuple(wrong),
        )
        probes += build(
            f"T2.iterations@L{loop.line}",
            text,
            lines=(loop.line,),
            identifiers=loop.targets or _names(loop.header),
            key=key,
            level="block",
            dimension="execution",
            difficulty=(0.15 if n == full else 0.35) + 0.1 * (loop.nesting - 1) + 0.01 * n,
        )
    return probes


def _count(loop: Loop, run: Run) -> int:
    return len(run.passes(loop))


def _interest(loop: Loop, run: Run) -> tuple[bool, float]:
    """Best: a loop that ends before its items do; then the most telling."""
    n = _count(loop, run)
    return (n == _longest(run) or n == 1, telling(run)[0] + 0.5 * n)


def _longest(run: Run) -> int:
    """The length of the longest argument, or the largest number."""
    sizes = [len(arg) for arg in run.args if isinstance(arg, list | str)]
    return max(sizes or [arg for arg in run.args if isinstance(arg, int)] or [0])


def _outside(study: Study, loop: Loop) -> bool:
    return loop.function != study.entry


def _names(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(re.findall(r"[^\W\d]\w*", text)))[:2]


_NOT_SIMPLE = r"(return|break|raise|if|for|while|with|try|def|class|elif|else)\b"


def line_runs(study: Study) -> list[Probe]:
    """T2.line: how often a simple statement under a condition inside a loop runs."""
    probes: list[Probe] = []
    for branch in study.facts.branches:
        inside = [x for x in study.loops() if x.body_line <= branch.line <= x.body_end]
        line = branch.body_line
        if not inside or line <= branch.line or not _simple(study, line):
            continue
        best = min(
            (r for r in study.easy if 1 <= r.times(line) <= 6),
            key=lambda r: (r.times(line) == 1, telling(r)),
            default=None,
        )
        if best is None:
            continue
        n = best.times(line)
        most = _count(inside[-1], best)
        if n == most and n > 1:
            continue  # the condition plays no part
        wrong = [Misconception(m, why) for m, why in (
            (most, "takes the line to run on every pass"), (n + 1, "counts one too many"),
            (n - 1, "counts one too few")) if m != n]  # fmt: skip
        inputs = say_inputs(study.function.parameters, best.args)
        key = Key(
            "value",
            n,
            derived("count", best.args, line=line, runs=n),
            accepted=(*forms(n), f"{n} times"),
            misconceptions=tuple({str(m.value): m for m in reversed(wrong)}.values()),
        )
        probes += build(
            f"T2.line@L{line}",
            f"If {inputs}, how many times does line {line} run?",
            lines=(line,),
            identifiers=_names(study.line(line)),
            key=key,
            level="atom",
            dimension="execution",
            difficulty=0.35 + 0.05 * n,
        )
    return probes[:3]


def _simple(study: Study, line: int) -> bool:
    """One statement on one line, that does not end the loop and hides no loop of its own."""
    text = study.line(line)
    if not text or re.match(_NOT_SIMPLE, text):
        return False
    if re.search(r"\b(for|lambda)\b|;", text):
        return False
    return all(text.count(a) == text.count(b) for a, b in ("()", "[]", "{}"))


def recursion(study: Study) -> list[Probe]:
    """T2.calls and T2.depth: calls of a function that calls itself."""
    probes: list[Probe] = []
    for function in study.functions:
        if not function.recursive:
            continue
        counted = [(r, _calls(function.name, r), _depth(function.name, r)) for r in study.easy]
        best = min(
            ((r, n, d) for r, n, d in counted if 2 <= n <= MOST and d >= 2),
            key=lambda t: (t[1] < 4, telling(t[0])[0] + 0.2 * t[1]),
            default=None,
        )
        if best is None:
            continue
        run, n, depth = best
        inputs = say_inputs(study.function.parameters, run.args)
        key = Key(
            "value",
            n,
            derived("count", run.args, function=function.name, calls=n),
            accepted=(*forms(n), f"{n} times", f"{n} calls"),
            misconceptions=(Misconception(n - 1, "leaves out the first call"),
                            Misconception(n + 1, "counts one call too many")),
        )  # fmt: skip
        probes += build(
            f"T2.calls@L{function.line}",
            f"If {inputs}, how many times is {function.name} called in all,"
            " counting the first call?",
            lines=(function.line,),
            identifiers=(function.name,),
            key=key,
            level="relation",
            dimension="execution",
            difficulty=0.4 + 0.03 * n,
        )
        if depth == n:
            continue
        key = Key(
            "value",
            depth,
            derived("trace", run.args, function=function.name, depth=depth),
            accepted=(*forms(depth), f"{depth} deep", f"{depth} calls"),
            misconceptions=(Misconception(n, "counts all calls, not those open at once"),
                            Misconception(depth - 1, "leaves out the first call")),
        )  # fmt: skip
        probes += build(
            f"T2.depth@L{function.line}",
            f"If {inputs}, at most how many calls of {function.name} are open at the same time?",
            lines=(function.line,),
            identifiers=(function.name,),
            key=key,
            level="relation",
            dimension="execution",
            difficulty=0.5,
        )
    return probes


def _calls(name: str, run: Run) -> int:
    return sum(e.what == "call" and e.function == name for e in run.outcome.trace)


def _depth(name: str, run: Run) -> int:
    """The most calls of ``name`` that are open at once."""
    opened = most = 0
    for event in run.outcome.trace:
        if event.function == name and event.what == "call":
            opened += 1
            most = max(most, opened)
        elif event.function == name and event.what == "return":
            opened -= 1
    return most
