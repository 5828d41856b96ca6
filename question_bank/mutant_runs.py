"""Run all mutants of a reference in one guest, each within a bound of executed lines.

Starting an interpreter for each mutant, and waiting out those that never end, would take most of
lint's time.  The lines that the reference executes set the bound, so that a busy machine makes no
difference.  What is compared, and with what, stays outside.
"""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import JsonValue

from tools.code.run_tests import Check, Compare, same
from tools.ports import Call, Limits, Sandbox

_PROGRAM = r"""
import copy, json, sys

class TooLong(BaseException):
    pass

def run_all(sources, entry, calls):
    # the first source is the reference: it has all the lines it wants and sets the bound
    lines = [0]
    bound = [10 ** 9]

    def tick(frame, event, arg):
        lines[0] += 1
        if lines[0] > bound[0]:
            raise TooLong
        return tick

    found = []
    for source in sources:
        lines[0] = 0
        found.append(ends(source, entry, calls, tick))
        if len(found) == 1:
            bound[0] = 20 * lines[0] + 10_000
    return found

def ends(source, entry, calls, tick):
    ended = []
    for args, then in calls:
        args, then = copy.deepcopy(args), copy.deepcopy(then)
        names = {"__name__": "candidate"}
        try:
            sys.settrace(tick)
            exec(compile(source, "mutant", "exec"), names)
            value = names[entry](*args)
            if then:
                value = [getattr(value, name)(*given) for name, given in then]
            sys.settrace(None)
            ended.append(["returned", json.loads(json.dumps(value))])
        except BaseException as error:
            sys.settrace(None)
            ended.append([type(error).__name__, None])
            break
    return ended
"""
_LIMITS = Limits(wall_s=60.0, output_bytes=8_000_000)
_ALONE = Limits(wall_s=4.0)


def surviving(
    sandbox: Sandbox,
    reference: str,
    sources: Sequence[str],
    entry: str,
    checks: Sequence[Check],
    compare: Compare,
) -> list[int]:
    """Which of ``sources`` pass every check, by their place.

    Where one of them takes the guest down with it, each is run in a guest of its own.

    Raises:
        SandboxError: the sandbox could not run.
    """
    calls: list[JsonValue] = [
        [list(c.call.args), [[name, list(args)] for name, args in c.call.then]] for c in checks
    ]
    listed: list[JsonValue] = [reference, *sources]
    call = Call((listed, entry, calls))
    outcome = sandbox.run(_PROGRAM, "run_all", [call], limits=_LIMITS)[0]
    if outcome.state == "returned" and isinstance(outcome.value, list):
        ends = outcome.value[1:]
        return [k for k, ended in enumerate(ends) if _passes(ended, checks, compare)]
    return [
        k
        for k, source in enumerate(sources)
        if _passes_alone(sandbox, source, entry, checks, compare)
    ]


def _passes(ended: JsonValue, checks: Sequence[Check], compare: Compare) -> bool:
    """``ended``: [how, value] of each call up to the first that did not return."""
    if not isinstance(ended, list) or len(ended) != len(checks):
        return False
    return all(
        isinstance(end, list) and end[0] == "returned" and same(end[1], check.expected, compare)
        for end, check in zip(ended, checks, strict=True)
    )


def _passes_alone(
    sandbox: Sandbox, source: str, entry: str, checks: Sequence[Check], compare: Compare
) -> bool:
    outcomes = sandbox.run(source, entry, [check.call for check in checks], limits=_ALONE)
    return all(
        outcome.state == "returned" and same(outcome.value, check.expected, compare)
        for outcome, check in zip(outcomes, checks, strict=True)
    )
