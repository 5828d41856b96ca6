"""Run a solution against tests in the sandbox; expected values and the comparison stay here."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import JsonValue

from tools.code.syntax import refusal
from tools.ports import Call, Outcome, Sandbox

Compare = Literal["equal", "any_order", "close"]
CaseState = Literal["passed", "wrong", "raised", "timeout", "memory", "output_too_large", "not_run"]


@dataclass(frozen=True)
class Check:
    """One test as it stands outside the sandbox."""

    call: Call
    expected: JsonValue
    hidden: bool = False


@dataclass(frozen=True)
class CaseResult:
    """What one test gave. ``said`` is one sentence for the candidate, free of the expected value of
    a hidden test."""

    index: int
    hidden: bool
    state: CaseState
    said: str
    got: JsonValue = None
    error: str = ""
    error_line: int = 0
    printed: str = ""


@dataclass(frozen=True)
class TestReport:
    """``problem`` is empty, or says why nothing could be run (a syntax error, a missing name)."""

    __test__ = False  # not a pytest class

    results: tuple[CaseResult, ...]
    passed: int
    total: int
    problem: str = ""


def run_tests(
    sandbox: Sandbox, source: str, entry: str, checks: Sequence[Check], compare: Compare
) -> TestReport:
    """Make every check's call in the sandbox and compare what came back, here.

    ``any_order``: lists are equal as collections, at the outermost level and, if their items are
    lists, in those too.  ``close``: numbers may differ by 1e-6, relatively or absolutely.  True and
    1 differ; 2 and 2.0 do not.

    Raises:
        SandboxError: the sandbox could not run.
    """
    problem = _cannot_run(source)
    if problem:
        outcomes: tuple[Outcome, ...] = (Outcome("not_run"),) * len(checks)
    else:
        outcomes = sandbox.run(source, entry, [check.call for check in checks])
        if outcomes and all(o.state == "not_run" and o.error for o in outcomes):
            problem = _load_problem(outcomes[0], entry)
    results = tuple(
        _result(index, check, outcome, compare)
        for index, (check, outcome) in enumerate(zip(checks, outcomes, strict=True))
    )
    passed = sum(result.state == "passed" for result in results)
    return TestReport(results, passed, len(results), problem)


def same(got: JsonValue, expected: JsonValue, compare: Compare) -> bool:
    """Whether ``got`` answers ``expected``; both are JSON values."""
    if compare == "any_order":
        return _ordered(got) == _ordered(expected)
    return _equal(got, expected, compare == "close")


def _equal(got: JsonValue, expected: JsonValue, close: bool) -> bool:
    if isinstance(got, bool) or isinstance(expected, bool):
        return got is expected
    if isinstance(got, int | float) and isinstance(expected, int | float):
        if close:
            return math.isclose(got, expected, rel_tol=1e-6, abs_tol=1e-6)
        return got == expected
    if isinstance(got, list) and isinstance(expected, list):
        return len(got) == len(expected) and all(
            _equal(a, b, close) for a, b in zip(got, expected, strict=True)
        )
    if isinstance(got, dict) and isinstance(expected, dict):
        return got.keys() == expected.keys() and all(
            _equal(got[key], expected[key], close) for key in got
        )
    return got == expected


def _ordered(value: JsonValue) -> str:
    """Text that is the same for lists that hold the same, in whatever order."""
    if isinstance(value, list):
        return "[" + ",".join(sorted(_ordered(item) for item in value)) + "]"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return json.dumps(value, sort_keys=True)


def _cannot_run(source: str) -> str:
    if not source.strip():
        return "There is no code yet."
    refused = refusal(source)
    return f"The code was not run: {refused}." if refused else ""


def _load_problem(outcome: Outcome, entry: str) -> str:
    at = f" on line {outcome.error_line}" if outcome.error_line else ""
    if outcome.error.startswith("SyntaxError"):
        return f"The code does not parse{at}: {outcome.error.partition(': ')[2]}."
    if outcome.error == f"NameError: the code defines no {entry}":
        return f"The code defines no `{entry}`, which is the name that the tests call."
    return f"The code could not be loaded{at}: {outcome.error}."


_FAILED: dict[str, str] = {
    "timeout": "did not finish in time",
    "memory": "used more memory than allowed",
    "output_too_large": "printed or returned more than allowed",
    "not_run": "was not run",
}


def _result(index: int, check: Check, outcome: Outcome, compare: Compare) -> CaseResult:
    state: CaseState
    if outcome.state == "returned":
        state = "passed" if same(outcome.value, check.expected, compare) else "wrong"
    elif outcome.state == "not_json":
        state = "wrong"
    else:
        state = outcome.state
    name = f"Hidden test {index + 1}" if check.hidden else f"Test {index + 1}"
    at = f" on line {outcome.error_line}" if outcome.error_line else ""
    if state == "passed":
        said = f"{name} passed."
    elif state == "raised":
        said = f"{name} stopped with {outcome.error}{at}."
    elif state != "wrong":
        said = f"{name} {_FAILED[state]}."
    elif check.hidden:
        said = f"{name} gave a wrong answer."
    elif outcome.state == "not_json":
        said = f"{name} returned {_shown(outcome.value)}, which is not plain data."
    else:
        said = f"{name} gave {_shown(outcome.value)} where {_shown(check.expected)} is expected."
    return CaseResult(
        index,
        check.hidden,
        state,
        said,
        outcome.value,
        outcome.error,
        outcome.error_line,
        outcome.printed,
    )


def _shown(value: JsonValue) -> str:
    text = value if isinstance(value, str) and value.startswith("<") else repr(value)
    return text if len(text) <= 80 else text[:77] + "..."
