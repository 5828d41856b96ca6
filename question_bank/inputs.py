"""The inputs that a problem makes for itself: ``inputs.py`` run in the sandbox, and what is wrong
with it.

generate(seed, size)   the arguments of one call; for a class ``[args, then]``
worst(size)            optional: an input on which the declared time shows
valid(...)             whether arguments keep every constraint; ``valid(args, then)`` for a class
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from question_bank.bank import checks
from question_bank.schema import Case, Problem, VariationCase
from tools.code.facts import read_facts
from tools.ports import Call, Limits, Outcome, Sandbox

SEEDS = 40
SIZES = 9  # seed k has the size k % 9, so that exponential solutions still end
DISTINCT = 12  # more than the sizes alone make
FEW = 8  # of a single number, whose range may be short
INPUT_LIMITS = Limits(wall_s=20.0, output_bytes=4_000_000)
# None of these is an input of all problems; what holds one must be told from an input, not crash.
JUNK: tuple[JsonValue, ...] = (None, True, -1, 1.5, "", "x", [], [None], [[[]]], {}, {"a": 1})


@dataclass(frozen=True)
class Inputs:
    """``calls`` are good as far as ``faults`` is empty; each fault is a sentence."""

    calls: tuple[Call, ...]
    faults: tuple[str, ...]


def make_inputs(problem: Problem, sandbox: Sandbox, seeds: Sequence[int] = range(SEEDS)) -> Inputs:
    """One input a seed, with all that is wrong with them; what is no input at all is left out.

    Raises:
        SandboxError: the sandbox could not run.
    """
    asked = [Call((seed, seed % SIZES)) for seed in seeds]
    outcomes = sandbox.run(problem.inputs, "generate", asked, limits=INPUT_LIMITS)
    calls, faults = [], []
    for ask, outcome in zip(asked, outcomes, strict=True):
        named = f"generate({ask.args[0]}, {ask.args[1]})"
        call = as_call(problem, outcome.value) if outcome.state == "returned" else None
        if call is not None:
            calls.append(call)
        elif outcome.state == "returned":
            faults.append(f"{named} gives {_short(outcome.value)}, which is no list of arguments")
        else:
            faults.append(f"{named} {_ended(outcome)}")
    again = sandbox.run(problem.inputs, "generate", asked[-5:], limits=INPUT_LIMITS)
    if not faults and [o.value for o in again] != [o.value for o in outcomes[-5:]]:
        faults.append("generate gives something else the second time; use random.Random(seed) only")
    different = len({json.dumps([c.args, c.then]) for c in calls})
    numbers = all(len(c.args) == 1 and isinstance(c.args[0], int) for c in calls)
    if not faults and len(calls) >= SEEDS and different < (FEW if numbers else DISTINCT):
        faults.append(f"generate gives only {different} different inputs for {len(calls)} seeds")
    return Inputs(tuple(calls), tuple(faults[:5]))


def validity_faults(problem: Problem, calls: Sequence[Call], sandbox: Sandbox) -> list[str]:
    """What ``valid`` says of generated inputs, of the cases, of those of the variations that keep
    to the constraints, and of what is no input.

    Raises:
        SandboxError: the sandbox could not run.
    """
    named = [(f"cases[{n}]", check.call) for n, check in enumerate(checks(problem), 1)]
    named += [(f"generated input {_short([call.args, call.then])}", call) for call in calls]
    broken = _broken(problem)
    asked = [as_arguments(problem, call) for _, call in named] + broken
    outcomes = sandbox.run(problem.inputs, "valid", asked, limits=INPUT_LIMITS)
    faults = []
    for (name, _), outcome in zip(named, outcomes, strict=False):
        if outcome.state != "returned":
            faults.append(f"valid {_ended(outcome)} on {name}")
        elif outcome.value is not True:
            faults.append(f"valid gives {_short(outcome.value)} for {name}")
    for call, outcome in zip(broken, outcomes[len(named) :], strict=True):
        if outcome.state != "returned" or not isinstance(outcome.value, bool):
            said = _ended(outcome) if outcome.state != "returned" else _short(outcome.value)
            faults.append(f"valid{_short(call.args)} is no true or false: {said}")
    if broken and outcomes[-1].state == "returned" and outcomes[-1].value is not False:
        faults.append(f"valid gives true for {_short(broken[-1].args)}, which is no input")
    return faults[:5]


def worst_inputs(problem: Problem, sizes: Sequence[int], sandbox: Sandbox) -> list[Call] | None:
    """One input a size on which the time shows: of ``worst`` if it is there, else of ``generate``.

    None where one of them cannot be made.

    Raises:
        SandboxError: the sandbox could not run.
    """
    entry = "worst" if "worst" in {f.name for f in read_facts(problem.inputs).functions} else ""
    asked = [Call((size,)) if entry else Call((0, size)) for size in sizes]
    outcomes = sandbox.run(problem.inputs, entry or "generate", asked, limits=INPUT_LIMITS)
    made = [as_call(problem, o.value) if o.state == "returned" else None for o in outcomes]
    calls = [call for call in made if call is not None]
    return calls if len(calls) == len(sizes) else None


def as_call(problem: Problem, value: JsonValue) -> Call | None:
    """What ``generate`` gave as a call; None if its form does not fit the signature."""
    s = problem.signature
    if not s.methods:
        fits = isinstance(value, list) and len(value) == len(s.parameters)
        return Call(tuple(value)) if fits and isinstance(value, list) else None
    if not isinstance(value, list) or len(value) != 2:
        return None
    args, then = value
    if not isinstance(args, list) or len(args) != len(s.parameters) or not isinstance(then, list):
        return None
    counts = {m.name: len(m.parameters) for m in s.methods}
    steps: list[tuple[str, tuple[JsonValue, ...]]] = []
    for step in then:
        if not isinstance(step, list) or len(step) != 2:
            return None
        name, given = step
        if not isinstance(name, str) or not isinstance(given, list):
            return None
        if counts.get(name) != len(given):
            return None
        steps.append((name, tuple(given)))
    return Call(tuple(args), tuple(steps))


def as_arguments(problem: Problem, call: Call) -> Call:
    """The call of ``valid`` that asks about ``call``."""
    if not problem.signature.methods:
        return Call(call.args)
    then: list[JsonValue] = [[name, list(args)] for name, args in call.then]
    return Call((list(call.args), then))


def case_call(case: Case | VariationCase) -> Call:
    return Call(tuple(case.args), tuple((name, tuple(args)) for name, args in case.then))


def _broken(problem: Problem) -> list[Call]:
    """The first case with each argument replaced by each piece of junk, and last one that is
    junk throughout."""
    good = as_arguments(problem, case_call(problem.cases[0])).args
    calls = [
        Call((*good[:place], junk, *good[place + 1 :]))
        for place in range(len(good))
        for junk in JUNK
    ]
    junk: JsonValue = {"a": 1}
    return [*calls, Call((junk,) * len(good))] if good else []


def _ended(outcome: Outcome) -> str:
    return f"raised {outcome.error}" if outcome.state == "raised" else (
        f"could not be run: {outcome.error}" if outcome.error else f"ended with {outcome.state}"
    )  # fmt: skip


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 90 else text[:87] + "..."
