"""Questions about a class: what the last of a few calls returns (T1, T13), which lines run (T3) and
how often (T2), and what a slip would change (T6).

A run is a sequence of method calls on a new object, the constructor's arguments first.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from tools.code.code_facts import Branch, Return
from tools.code.families.class_changes import line_counts, slips
from tools.code.families.sequels import ClassCode, Sequel, class_code, derived_from
from tools.code.families.study import NO, YES, build, may_vary, steady, times
from tools.code.probe import Key, Misconception, Probe
from tools.code.wording import atoms, effort, forms, nth, say
from tools.ports import Call, Limits, Sandbox

MOST_CALLS = 4
_TRACE = Limits(wall_s=10.0, trace_events=1_200)


def class_probes(
    source: str, entry: str, calls: Sequence[Call], sandbox: Sandbox, failing: Sequence[Call]
) -> list[Probe]:
    """Probes about the class ``entry``.

    Raises:
        SandboxError: the sandbox could not run.
    """
    made = class_code(source, entry)
    if made is None:
        return []
    facts = made.facts
    known = {_text(call) for call in calls}
    shorter = [call for call in _shorter(calls) if _text(call) not in known]
    short_failing = [call for call in failing if len(call.then) <= MOST_CALLS + 1]
    sequels = _run(source, entry, shorter, sandbox, may_vary(facts))
    wrong = _run(source, entry, short_failing, sandbox, may_vary(facts))
    return [
        *_values(made, wrong, "T13.failing"),
        *_values(made, sequels, "T1.return"),
        *_which_return(made, sequels),
        *_reached(made, sequels),
        *line_counts(made, sequels),
        *slips(made, source, sequels, sandbox),
    ]


def _text(call: Call) -> str:
    return json.dumps([call.args, call.then])


def _shorter(calls: Sequence[Call]) -> list[Call]:
    """Beginnings of the sample sequences, and those with one call left out; few calls each."""
    found: dict[str, Call] = {}
    for call in calls:
        for end in range(1, len(call.then) + 1):
            begun = call.then[:end]
            for left_out in (None, *range(end - 1)):
                then = tuple(step for k, step in enumerate(begun) if k != left_out)
                if 1 <= len(then) <= MOST_CALLS:
                    made = Call(call.args, then)
                    found.setdefault(_text(made), made)
    ordered = sorted(found.values(), key=lambda c: (abs(len(c.then) - 3), _effort(c), _text(c)))
    return ordered[:24]


def _effort(call: Call) -> float:
    return effort(call.args) + sum(1 + effort(args) for _, args in call.then)


def _run(
    source: str, entry: str, calls: Sequence[Call], sandbox: Sandbox, twice: bool
) -> tuple[Sequel, ...]:
    if not calls:
        return ()
    once = sandbox.run(source, entry, calls, trace=True, limits=_TRACE)
    again = sandbox.run(source, entry, calls, trace=True, limits=_TRACE) if twice else once
    return tuple(
        Sequel(call, outcome)
        for call, outcome in zip(calls, steady(once, again) or (), strict=False)
        if outcome.state == "returned" and not outcome.trace_cut
    )


def _values(made: ClassCode, sequels: Sequence[Sequel], what: str) -> list[Probe]:
    """What the last call returns: two sequences with different answers, not None if possible."""
    probes: list[Probe] = []
    seen: set[str] = set()
    for sequel in sorted(sequels, key=lambda s: (s.last is None, -len(s.call.then), _text(s.call))):
        value = sequel.last
        name, args = sequel.call.then[-1]
        before = Call(sequel.call.args, sequel.call.then[:-1])
        if not before.then or isinstance(value, dict | float) or atoms(value) > 6:
            continue
        if json.dumps(value) in seen or name not in made.methods or len(probes) == 2:
            continue
        last = f"{name} {', '.join(map(say, args))}".strip()
        line = made.methods[name].line
        built = build(
            f"{what}@L{line}#{len(probes) + 1}",
            f"If {made.story(before)}, what does {last} return after that?",
            lines=(line,),
            identifiers=(made.name, name),
            key=Key(
                "value", value, derived_from("run", sequel, returned=value), accepted=forms(value)
            ),
            level="relation",
            dimension="execution",
            difficulty=0.3 + 0.08 * len(sequel.call.then),
        )
        seen.update(json.dumps(value) for _ in built)
        probes += built
    return probes


def _last_return(sequel: Sequel) -> int:
    ends = [e for e in sequel.outcome.trace if e.what == "return" and e.depth == 0]
    return ends[-1].line if ends else 0


def _which_return(made: ClassCode, sequels: Sequence[Sequel]) -> list[Probe]:
    """On which line a method returns, for a method with several returns."""
    probes: list[Probe] = []
    for name in made.methods:
        returns = [r for r in made.facts.returns if r.function == f"{made.name}.{name}"]
        if len({r.line for r in returns}) < 2:
            continue
        for right in returns:
            sequel = next(
                (s for s in sequels
                 if s.call.then[-1][0] == name and len(s.call.then) > 1
                 and right.line <= _last_return(s) <= right.end_line),
                None,
            )  # fmt: skip
            if sequel is not None:
                probes += _return(made, sequel, right, returns)
    return probes[:2]


def _return(
    made: ClassCode, sequel: Sequel, right: Return, returns: Sequence[Return]
) -> list[Probe]:
    name, args = sequel.call.then[-1]
    before = Call(sequel.call.args, sequel.call.then[:-1])
    place = [r.line for r in returns].index(right.line) + 1
    last = f"{name} {', '.join(map(say, args))}".strip()
    key = Key(
        "line",
        right.line,
        derived_from(
            "trace", sequel, return_line=right.line, text=made.lines[right.line - 1].strip()
        ),
        accepted=(f"line {right.line}", f"the {nth(place)} return"),
        misconceptions=tuple(
            Misconception(r.line, f"does not see why line {right.line} is reached first")
            for r in returns
            if r.line != right.line
        ),
    )
    return build(
        f"T3.return@L{right.line}",
        f"If {made.story(before)}, on which line does {last} return after that?",
        lines=tuple(r.line for r in returns),
        identifiers=(made.name, name),
        key=key,
        level="relation",
        dimension="execution",
        difficulty=0.3 + 0.05 * len(sequel.call.then),
    )


def _reached(made: ClassCode, sequels: Sequence[Sequel]) -> list[Probe]:
    """Whether a branch's body runs in a sequence; yes and no in turn."""
    probes: list[Probe] = []
    want = True
    for branch in made.facts.branches:
        if branch.kind in ("ternary", "match") or branch.body_line <= branch.line:
            continue
        sequel = _deciding(branch, sequels, want)
        if sequel is None:
            want = not want
            sequel = _deciding(branch, sequels, want)
        if sequel is None:
            continue
        answer, wrong = ("yes", "no") if want else ("no", "yes")
        runs = times(branch.body_line, sequel.outcome.trace)
        key = Key(
            "choice",
            answer,
            derived_from("trace", sequel, line=branch.body_line, runs=runs),
            options=(YES, NO),
            misconceptions=(Misconception(wrong, "takes the condition to turn out otherwise"),),
        )
        built = build(
            f"T3.branch@L{branch.body_line}",
            f"If {made.story(sequel.call)}, does line {branch.body_line} ever run?",
            lines=(branch.line, branch.body_line),
            identifiers=(made.name,),
            key=key,
            level="block",
            dimension="execution",
            difficulty=0.25 + 0.05 * len(sequel.call.then),
        )
        want = want if not built else not want
        probes += built
    return probes[:4]


def _deciding(branch: Branch, sequels: Sequence[Sequel], runs: bool) -> Sequel | None:
    return next(
        (
            s
            for s in sequels
            if (times(branch.body_line, s.outcome.trace) > 0) is runs
            and (branch.kind != "if" or times(branch.line, s.outcome.trace) > 0)
        ),
        None,
    )
