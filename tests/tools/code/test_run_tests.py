"""Tests are compared outside the sandbox; every failure is a sentence."""

from __future__ import annotations

import pytest

from tools.code.run_tests import Check, TestReport, run_tests, same
from tools.ports import Call

pytestmark = pytest.mark.weights


def report(sandbox, source: str, *pairs, compare="equal", hidden=False) -> TestReport:
    checks = [Check(Call(tuple(args)), expected, hidden) for args, expected in pairs]
    return run_tests(sandbox, source, "f", checks, compare)


def test_passed_and_wrong(sandbox) -> None:
    found = report(sandbox, "def f(x): return x * 2", ([1], 2), ([2], 5))
    assert [r.state for r in found.results] == ["passed", "wrong"]
    assert (found.passed, found.total, found.problem) == (1, 2, "")
    assert found.results[1].said == "Test 2 gave 4 where 5 is expected."


def test_a_hidden_test_keeps_what_it_expects(sandbox) -> None:
    found = report(sandbox, "def f(x): return x", ([1], 98765), hidden=True)
    assert "98765" not in found.results[0].said
    assert found.results[0].said == "Hidden test 1 gave a wrong answer."


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("", "There is no code yet."),
        ("  \n", "There is no code yet."),
        ("def f(x:\n    return 1\n", "does not parse on line 1"),
        ("def g(x): return x", "defines no `f`"),
        ("import numpy\ndef f(x): return x", "could not be loaded on line 1: ModuleNotFoundError"),
        ("x = 1\n" * 20_000, "longer than"),
        ("x = '\0'", "not text"),
        ("def f(x): return y.z\n1 / 0\n", "could not be loaded on line 2"),
    ],
)
def test_what_cannot_be_run_says_why(sandbox, source: str, problem: str) -> None:
    found = report(sandbox, source, ([1], 1))
    assert problem in found.problem
    assert found.results[0].state == "not_run"


def test_an_error_names_its_line(sandbox) -> None:
    found = report(sandbox, "def f(x):\n    return x[9]\n", ([[1]], 1))
    assert found.results[0].said == (
        "Test 1 stopped with IndexError: list index out of range on line 2."
    )


def test_what_is_not_plain_data_is_wrong(sandbox) -> None:
    found = report(sandbox, "def f(x): return {x}", ([1], [1]))
    assert found.results[0].state == "wrong"
    assert "not plain data" in found.results[0].said


def test_a_state_that_leaks_between_tests_shows(sandbox) -> None:
    source = "def f(x, seen=[]):\n    seen.append(x)\n    return len(seen)\n"
    assert report(sandbox, source, ([1], 1), ([2], 1)).passed == 1


@pytest.mark.parametrize(
    ("got", "expected", "compare", "equal"),
    [
        (1, 1.0, "equal", True),
        (True, 1, "equal", False),
        (0, False, "equal", False),
        ([1, [True]], [1, [1]], "equal", False),
        ([2, 1], [1, 2], "equal", False),
        ([2, 1], [1, 2], "any_order", True),
        ([[2, 1], [3]], [[3], [1, 2]], "any_order", True),
        ([1, 1, 2], [1, 2, 2], "any_order", False),
        ([1, True], [1, 1], "any_order", False),
        (0.1 + 0.2, 0.3, "equal", False),
        (0.1 + 0.2, 0.3, "close", True),
        ([1.0000001], [1], "close", True),
        ([1.01], [1], "close", False),
        ({"a": 1}, {"a": 1.0}, "equal", True),
        ({"a": 1}, {"b": 1}, "equal", False),
        (None, [], "equal", False),
        ("1", 1, "equal", False),
    ],
)
def test_same(got, expected, compare, equal) -> None:
    assert same(got, expected, compare) is equal
