"""Run a solution against tests in the sandbox; expected values and the comparison stay here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import JsonValue

from tools.ports import Call, Sandbox

Compare = Literal["equal", "any_order", "close"]


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
    state: Literal[
        "passed", "wrong", "raised", "timeout", "memory", "output_too_large", "not_run"
    ]
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
) -> TestReport: ...
