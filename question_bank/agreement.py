"""What generated inputs, JavaScript and the variations prove of a problem."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from question_bank.bank import checks
from question_bank.inputs import INPUT_LIMITS, SEEDS, case_call, make_inputs, validity_faults
from question_bank.schema import Problem, Variation
from tools.code.run_tests import Check, run_tests, same
from tools.ports import Call, Outcome, Sandbox

MORE_SEEDS = 160  # for a wrong solution that the first inputs do not find out
EXACT = 2**53  # JavaScript's numbers are exact up to here
Fault = tuple[str, str]


@dataclass(frozen=True)
class Agreement:
    """``faults``: (file, sentence); ``inputs``: how many generated ones were tried."""

    faults: tuple[Fault, ...]
    inputs: int


def prove_inputs(problem: Problem, sandbox: Sandbox, javascript: Sandbox | None) -> Agreement:
    """Run the reference, the alternative, the wrong solutions and, where it can be run, the
    JavaScript on the inputs that the problem makes.

    Raises:
        SandboxError: a sandbox could not run.
    """
    if not problem.inputs:
        alone = javascript_faults(problem, (), (), javascript) if javascript else ()
        return Agreement(tuple(alone), 0)
    made = make_inputs(problem, sandbox)
    faults: list[Fault] = [("inputs.py", said) for said in made.faults]
    faults += [("inputs.py", said) for said in validity_faults(problem, made.calls, sandbox)]
    right = _run(problem, problem.reference, made.calls, sandbox)
    ended = [k for k, outcome in enumerate(right) if outcome.state == "returned"]
    for call, outcome in zip(made.calls, right, strict=True):
        if outcome.state != "returned":
            said = outcome.error or outcome.state
            faults.append(("reference.py", f"does not end well on {_shown(call)}: {said}"))
    calls, values = [made.calls[k] for k in ended], [right[k].value for k in ended]
    if problem.alternative:
        apart = _apart(problem, problem.alternative_source, calls, values, sandbox)
        if apart is not None:
            said = f"and the reference differ on the generated input {_shown(calls[apart])}"
            faults.append(("alternative.py", said))
    faults += _undetected(problem, calls, values, sandbox)
    if javascript:
        faults += javascript_faults(problem, calls, values, javascript)
    return Agreement(tuple(faults[:12]), len(calls))


def _undetected(
    problem: Problem, calls: Sequence[Call], values: Sequence[JsonValue], sandbox: Sandbox
) -> Iterator[Fault]:
    """Wrong solutions that no generated input finds out."""
    left = [
        name
        for name, source in problem.wrong_sources.items()
        if _apart(problem, source, calls, values, sandbox) is None
    ]
    if not left or not calls:
        return
    more = make_inputs(problem, sandbox, range(SEEDS, SEEDS + MORE_SEEDS)).calls
    right = _run(problem, problem.reference, more, sandbox)
    expected = [outcome.value for outcome in right]
    for name in left:
        if _apart(problem, problem.wrong_sources[name], more, expected, sandbox) is None:
            tried = len(calls) + len(more)
            said = f"is right on all {tried} generated inputs; let generate come nearer to its slip"
            yield f"wrong_{name}.py", said


def variation_faults(problem: Problem, sandbox: Sandbox) -> Iterator[Fault]:
    """A variation must be solved by its solution and not by the reference.

    Raises:
        SandboxError: the sandbox could not run.
    """
    entry = problem.signature.entry
    for variation in problem.variations:
        file, tests = f"variation_{variation.id}.py", _checks(variation)
        report = run_tests(sandbox, variation.source, entry, tests, problem.compare)
        if report.problem:
            yield file, report.problem
            continue
        for result, case in zip(report.results, variation.cases, strict=True):
            if result.state != "passed":
                got = result.error or repr(result.got)
                named = f"variations.{variation.id}.cases[{result.index + 1}]"
                yield file, f"{named}: gave {got}, expected is {case.expected!r}"
        before = run_tests(sandbox, problem.reference, entry, tests, problem.compare)
        if before.passed == before.total:
            said = f"the reference passes every case of the variation {variation.id}: nothing has"
            yield "problem.yaml", f"{said} changed"


def javascript_faults(
    problem: Problem,
    calls: Sequence[Call],
    values: Sequence[JsonValue],
    javascript: Sandbox,
) -> Iterator[Fault]:
    """Whether reference.js passes the cases and agrees with the reference on generated inputs.

    Raises:
        SandboxError: the sandbox could not run.
    """
    if not problem.reference_js:
        return
    tests = [(f"cases[{n}]", check.call, check.expected) for n, check in _numbered(problem)]
    tests += [
        (f"the generated input {_shown(call)}", call, value)
        for call, value in zip(calls, values, strict=True)
        if _exact(value)
    ]
    asked = [call for _, call, _ in tests]
    outcomes = _run(problem, problem.reference_js, asked, javascript)
    told = 0
    for (name, _, expected), outcome in zip(tests, outcomes, strict=True):
        if outcome.state != "returned":
            said = f"{name}: {outcome.error or outcome.state}"
        elif not same(outcome.value, expected, problem.compare):
            said = f"{name}: gave {outcome.value!r}, expected is {expected!r}"
        else:
            continue
        told += 1
        if told > 3:
            return
        yield "reference.js", said


def _numbered(problem: Problem) -> Iterator[tuple[int, Check]]:
    yield from enumerate(checks(problem), 1)


def _checks(variation: Variation) -> list[Check]:
    return [Check(case_call(case), case.expected) for case in variation.cases]


def _run(
    problem: Problem, source: str, calls: Sequence[Call], sandbox: Sandbox
) -> tuple[Outcome, ...]:
    if not calls:
        return ()
    return sandbox.run(source, problem.signature.entry, calls, limits=INPUT_LIMITS)


def _apart(
    problem: Problem,
    source: str,
    calls: Sequence[Call],
    values: Sequence[JsonValue],
    sandbox: Sandbox,
) -> int | None:
    """The first of ``calls`` on which ``source`` does not give the value of the reference."""
    outcomes = _run(problem, source, calls, sandbox)
    for k, (outcome, value) in enumerate(zip(outcomes, values, strict=True)):
        if outcome.state != "returned" or not same(outcome.value, value, problem.compare):
            return k
    return None


def _exact(value: JsonValue) -> bool:
    if isinstance(value, list):
        return all(map(_exact, value))
    return not isinstance(value, int) or abs(value) <= EXACT


def _shown(call: Call) -> str:
    text = repr([list(call.args), [list(step) for step in call.then]] if call.then else call.args)
    return text if len(text) <= 120 else text[:117] + "..."
