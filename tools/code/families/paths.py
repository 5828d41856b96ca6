"""T3: which return or branch fires; T10: base cases, and whether the argument is changed."""

from __future__ import annotations

import re

from tools.code.code_facts import Branch, Function, Return
from tools.code.facts import CHANGES
from tools.code.families.study import NO, YES, Run, Study, build, derived, telling
from tools.code.families.values import raising_probe
from tools.code.probe import Key, Misconception, Probe
from tools.code.wording import effort, nth, say_inputs


def which_return(study: Study) -> list[Probe]:
    """T3.return: on which line the function returns; one input for each of up to two lines."""
    returns = [r for r in study.facts.returns if r.function == study.entry]
    if len({r.line for r in returns}) < 2:
        return []
    fired: dict[int, list[Run]] = {}
    for run in study.easy:
        line = _returned_on(run)
        if any(r.line <= line <= r.end_line for r in returns):
            fired.setdefault(line, []).append(run)
    probes: list[Probe] = []
    # The rarest way out is the least obvious one.
    for line in sorted(fired, key=lambda at: (len(fired[at]), at))[:2]:
        run = min(fired[line], key=telling)
        right = next(r for r in returns if r.line <= line <= r.end_line)
        inputs = say_inputs(study.function.parameters, run.args)
        key = Key(
            "line",
            right.line,
            derived("trace", run.args, return_line=right.line, text=study.line(right.line)),
            accepted=_return_forms(right, returns),
            misconceptions=tuple(
                Misconception(r.line, f"does not see why line {right.line} is reached first")
                for r in returns
                if r.line != right.line
            ),
        )
        probes += build(
            f"T3.return@L{right.line}",
            f"If {inputs}, on which line does {study.entry} return?",
            lines=tuple(r.line for r in returns),
            identifiers=(study.entry,),
            key=key,
            level="relation",
            dimension="execution",
            difficulty=0.2 + 0.04 * len(returns) + 0.01 * run.outcome.steps,
        )
    return probes


def _returned_on(run: Run) -> int:
    ends = [e for e in run.outcome.trace if e.what == "return" and e.depth == 0]
    return ends[-1].line if ends else 0


def _return_forms(right: Return, returns: list[Return]) -> tuple[str, ...]:
    """``line 7``, what stands there, and its place among the returns."""
    found = [f"line {right.line}"]
    same = [r for r in returns if r.value == right.value]
    if len(same) == 1 and right.value:
        found += [f"return {right.value}".strip().lower(), f"the return of {right.value}".lower()]
    place = [r.line for r in returns].index(right.line) + 1
    found.append(f"the {nth(place)} return")
    if place == len(returns):
        found.append("the last return")
    return tuple(found)


def reached(study: Study) -> list[Probe]:
    """T3.branch: whether the body of a branch runs for an input; one yes and one no, in turn."""
    probes: list[Probe] = []
    want = False
    for branch in study.facts.branches:
        line = branch.body_line
        if branch.kind in ("ternary", "match") or line <= branch.line:
            continue
        if not _entered(study, branch):
            continue
        run = _deciding(study, branch, want)
        if run is None:
            run, answer = _deciding(study, branch, not want), not want
        else:
            answer = want
        if run is None:
            continue
        want = not answer
        inputs = say_inputs(study.function.parameters, run.args)
        wrong = "no" if answer else "yes"
        why = f"takes {branch.condition} to be {'false throughout' if answer else 'true'}"
        if not branch.condition:
            why = "takes the conditions above to turn out the other way"
        key = Key(
            "choice",
            "yes" if answer else "no",
            derived("trace", run.args, line=line, runs=run.times(line)),
            options=(YES, NO),
            misconceptions=(Misconception(wrong, why),),
        )
        probes += build(
            f"T3.branch@L{line}",
            f"If {inputs}, does line {line} ever run?",
            lines=(branch.line, line),
            identifiers=(study.entry,),
            key=key,
            level="block",
            dimension="execution",
            difficulty=0.25 + 0.01 * run.outcome.steps,
        )
    return probes[:3]


def _entered(study: Study, branch: Branch) -> bool:
    return any(f.line <= branch.line <= f.end_line for f in study.functions)


def _deciding(study: Study, branch: Branch, runs: bool) -> Run | None:
    """The most telling run that comes to the branch and does, or does not, run its body."""
    return min(
        (
            r
            for r in study.easy
            if (r.times(branch.body_line) > 0) is runs
            and (branch.kind != "if" or r.times(branch.line) > 0)
        ),
        key=telling,
        default=None,
    )


def argument_changed(study: Study) -> list[Probe]:
    """T10.mutates: whether the list or dictionary that was passed in is changed."""
    probes: list[Probe] = []
    for place, name in enumerate(study.function.parameters):
        given = [
            r for r in study.runs if place < len(r.args) and isinstance(r.args[place], list | dict)
        ]
        if len(given) < 3 or any(not r.outcome.args_after for r in given):
            continue
        changed = [r for r in given if r.outcome.args_after[place] != r.args[place]]
        suspect = [m for m in study.facts.mutations if m.parameter == name]
        if changed and all(r.value is None for r in changed):
            continue  # to change it is what the function is for
        if not changed and (suspect or not _only_fresh_changed(study)):
            continue  # it may still happen on an input that was not tried
        shown = changed[0] if changed else given[-1]
        lines = tuple(m.line for m in suspect) or (study.function.line,)
        key = Key(
            "choice",
            "yes" if changed else "no",
            derived("run", shown.args, after=list(shown.outcome.args_after), tried=len(given)),
            options=(YES, NO),
            misconceptions=(
                Misconception("no", "does not see that the caller's object is the same one")
                if changed
                else Misconception("yes", "takes a local change for a change of the argument"),
            ),
        )
        probes += build(
            f"T10.mutates@L{study.function.line}.{name}",
            f"Can a call of {study.entry} change the {_kind(given[0], place)} that the caller"
            f" passed in as {name}?",
            lines=lines,
            identifiers=(study.entry, name),
            key=key,
            level="whole",
            dimension="execution",
            difficulty=0.4 if changed else 0.25,
        )
    return probes[:2]


_FRESH = re.compile(r"\s*(\[|\{|(list|dict|set|sorted|deque|defaultdict|Counter|tuple)\()")


def _only_fresh_changed(study: Study) -> bool:
    """Whether all that the code changes in place is what it made itself."""
    changed = {a.name for a in study.facts.assignments if a.kind == "item"}
    changed |= {c.on for c in study.facts.calls if c.name in CHANGES}
    for name in changed:
        made = [a for a in study.facts.assignments if a.name == name and a.kind != "item"]
        values = [study.line(a.line).partition("=")[2] for a in made]
        if not values or not all(_FRESH.match(value) for value in values):
            return False
    return True


def _kind(run: Run, place: int) -> str:
    return "list" if isinstance(run.args[place], list) else "dictionary"


def base_case(study: Study) -> list[Probe]:
    """T10.base: the line on which the innermost call of a recursion returns."""
    probes: list[Probe] = []
    for function in study.functions:
        if not function.recursive:
            continue
        lines = {line for run in study.runs for line in _leaf_returns(function, run)}
        if len(lines) != 1:
            continue
        line = lines.pop()
        run = next(r for r in study.runs if line in _leaf_returns(function, r))
        right = next((r for r in study.facts.returns if r.line == line), None)
        if right is None:
            continue
        returns = [r for r in study.facts.returns if r.function == right.function]
        key = Key(
            "line",
            line,
            derived("trace", run.args, leaf_return=line, text=study.line(line)),
            accepted=_return_forms(right, returns),
            misconceptions=tuple(
                Misconception(r.line, "names the step of the recursion, not its end")
                for r in returns
                if r.line != line
            ),
        )
        probes += build(
            f"T10.base@L{function.line}",
            f"On which line does {function.name} return when it does not call itself again?",
            lines=(function.line,),
            identifiers=(function.name,),
            key=key,
            level="block",
            dimension="text",
            difficulty=0.25,
        )
    return probes


def _leaf_returns(function: Function, run: Run) -> set[int]:
    """Lines on which calls of ``function`` that made no further call of it returned."""
    found: set[int] = set()
    parents: list[bool] = []
    for event in run.outcome.trace:
        if event.function != function.name:
            continue
        if event.what == "call":
            if parents:
                parents[-1] = True
            parents.append(False)
        elif event.what == "return" and parents and not parents.pop():
            found.add(event.line)
    return found


def error_path(study: Study) -> list[Probe]:
    """T10.error: inputs for which the code raises an error."""
    for run in study.raising:
        if effort(run.args) <= 10 and run.outcome.error_line:
            probes = raising_probe(study, run, f"T10.error@L{run.outcome.error_line}")
            if probes:
                return probes
    return []
