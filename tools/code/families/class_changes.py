"""More questions about a class: how often a line runs in a few calls (T2), and whether a small slip
would change what the last of them returns (T6)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tools.code.families.sequels import ClassCode, Sequel, derived_from
from tools.code.families.study import NO, YES, build, times
from tools.code.mutate import Mutant, mutants
from tools.code.probe import Key, Misconception, Probe
from tools.code.wording import forms
from tools.ports import Limits, Outcome, Sandbox

MOST = 2
TRIED = 12  # mutants that are run
_QUICK = Limits(wall_s=2.0)
_NOT_SIMPLE = re.compile(r"(return|break|raise|if|for|while|with|try|def|class|elif|else)\b")


def line_counts(made: ClassCode, sequels: Sequence[Sequel]) -> list[Probe]:
    """T2.line: how often a simple line under a condition or in a loop runs in a few calls."""
    inside = {b.body_line for b in made.facts.branches if b.kind not in ("ternary", "match")}
    inside |= {loop.body_line for loop in made.facts.loops if loop.kind != "comprehension"}
    probes: list[Probe] = []
    for line in sorted(inside):
        if not _simple(made, line):
            continue
        for sequel in sorted(sequels, key=lambda s: _interest(line, s)):
            count = times(line, sequel.outcome.trace)
            built = _line_count(made, sequel, line, count) if 1 <= count <= 6 else []
            if built:
                probes += built
                break
    return sorted(probes, key=lambda p: p.key.value == 1)[:MOST]


def _interest(line: int, sequel: Sequel) -> tuple[bool, int, str]:
    """Best: it runs more than once but not at every call; then the fewest calls."""
    count, calls = times(line, sequel.outcome.trace), len(sequel.call.then)
    return (not 1 < count < calls, calls, str(sequel.call))


def _simple(made: ClassCode, line: int) -> bool:
    """One statement on one line that leaves nothing and hides no loop."""
    text = made.lines[line - 1].strip() if line <= len(made.lines) else ""
    known = any(f.body_line <= line <= f.end_line for f in made.methods.values())
    if not known or not text or _NOT_SIMPLE.match(text) or re.search(r"\b(for|lambda)\b|;", text):
        return False
    return all(text.count(a) == text.count(b) for a, b in ("()", "[]", "{}"))


def _line_count(made: ClassCode, sequel: Sequel, line: int, count: int) -> list[Probe]:
    calls = len(sequel.call.then)
    wrong = [Misconception(count - 1, "counts one too few"),
             Misconception(count + 1, "counts one too many")]  # fmt: skip
    if calls not in (count - 1, count, count + 1):
        wrong.append(Misconception(calls, "takes the line to run at every call"))
    key = Key(
        "value",
        count,
        derived_from("count", sequel, line=line, runs=count),
        accepted=(*forms(count), f"{count} times"),
        misconceptions=tuple(wrong),
    )
    return build(
        f"T2.line@L{line}",
        f"If {made.story(sequel.call)}, how many times does line {line} run in all?",
        lines=(line,),
        identifiers=(made.name,),
        key=key,
        level="relation",
        dimension="execution",
        difficulty=0.3 + 0.05 * calls + 0.05 * count,
    )


def slips(made: ClassCode, source: str, sequels: Sequence[Sequel], sandbox: Sandbox) -> list[Probe]:
    """T6.sequence: would the last answer change "if line 7 said ..."; yes and no in turn.

    A slip that changes nothing in any of the sequences is not asked about.

    Raises:
        SandboxError: the sandbox could not run.
    """
    told = [s for s in sequels if s.call.then and s.last is not None]
    reached = tuple(f.full_name for f in made.methods.values())
    probes: list[Probe] = []
    lines: set[int] = set()
    for mutant in mutants(source, made.facts, reached)[:TRIED] if told else ():
        if mutant.line in lines or len(probes) == MOST:
            continue
        outcomes = sandbox.run(mutant.source, made.name, [s.call for s in told], limits=_QUICK)
        pairs = [
            (sequel, sequel.last != _last(outcome))
            for sequel, outcome in zip(told, outcomes, strict=True)
            if outcome.state == "returned"
        ]
        want = len(probes) % 2 == 0
        if not any(changes for _, changes in pairs):
            continue
        built = _first_short(made, mutant, pairs, want) or _first_short(
            made, mutant, pairs, not want
        )
        lines.update(mutant.line for _ in built)
        probes += built
    return probes


def _last(outcome: Outcome):
    return outcome.value[-1] if isinstance(outcome.value, list) and outcome.value else None


def _first_short(
    made: ClassCode, mutant: Mutant, pairs: Sequence[tuple[Sequel, bool]], wanted: bool
) -> list[Probe]:
    """The shortest sequence with the wanted answer that passes by the changed line."""
    for sequel, changes in sorted(pairs, key=lambda p: (len(p[0].call.then), str(p[0].call))):
        if changes is wanted and times(mutant.line, sequel.outcome.trace):
            built = _slip(made, mutant, sequel, changes)
            if built:
                return built
    return []


def _slip(made: ClassCode, mutant: Mutant, sequel: Sequel, changes: bool) -> list[Probe]:
    right, wrong = ("yes", "no") if changes else ("no", "yes")
    key = Key(
        "choice",
        right,
        derived_from(
            "mutate", sequel, line=mutant.line, was=made.lines[mutant.line - 1],
            code_gives=sequel.last, changes=changes,
        ),
        options=(YES, NO),
        misconceptions=(Misconception(wrong, mutant.slip),),
        mutant=mutant.source,
    )  # fmt: skip
    return build(
        f"T6.sequence@L{mutant.line}",
        f"If {made.story(sequel.call)}, would the last answer change if line {mutant.line}"
        f" {mutant.said}?",
        lines=(mutant.line,),
        identifiers=(made.name, sequel.call.then[-1][0]),
        key=key,
        level="relation",
        dimension="purpose",
        difficulty=0.5 if changes else 0.6,
    )
