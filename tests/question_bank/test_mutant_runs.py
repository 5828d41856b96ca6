"""All mutants run in one guest, bounded by lines; what kills the guest is run alone."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from question_bank.mutant_runs import surviving
from tools.code.run_tests import Check
from tools.ports import Call, Limits, Outcome
from viva.settings import load

REFERENCE = """\
def count_down(n):
    steps = 0
    while n > 0:
        n -= 1
        steps += 1
    return steps
"""
SAME = REFERENCE.replace("n > 0", "n >= 1")
ENDLESS = REFERENCE.replace("n -= 1", "pass")
RAISES = REFERENCE.replace("steps = 0", "pass")
NOT_JSON = REFERENCE.replace("return steps", "return {steps}")
WRONG_LATER = REFERENCE.replace("return steps", "return steps if n + steps < 5 else 0")
SOURCES = [SAME, ENDLESS, RAISES, NOT_JSON, WRONG_LATER, "def other(n):\n    return n\n"]
CHECKS = [Check(Call((n,)), n, True) for n in (0, 3, 7)]


def test_only_what_gives_every_value_survives(here_sandbox) -> None:
    assert surviving(here_sandbox, REFERENCE, SOURCES, "count_down", CHECKS, "equal") == [0]


def test_each_mutant_gets_fresh_arguments(here_sandbox) -> None:
    eats = "def total(v):\n    s = 0\n    while v:\n        s += v.pop()\n    return s\n"
    checks = [Check(Call(([1, 2],)), 3, True)]
    assert surviving(here_sandbox, eats, [eats, eats], "total", checks, "equal") == [0, 1]


class NoBatch:
    """A sandbox whose guest dies of a batch, as of a mutant that fills the memory."""

    def __init__(self, inner) -> None:
        self.inner, self.alone = inner, 0

    def run(
        self, source: str, entry: str, calls: Sequence[Call], *, trace: bool = False,
        limits: Limits = Limits(),
    ) -> tuple[Outcome, ...]:  # fmt: skip
        if entry == "run_all":
            return (Outcome("memory", error="MemoryError"),)
        self.alone += 1
        return self.inner.run(source, entry, calls, limits=limits)


def test_where_a_batch_dies_each_is_run_alone(here_sandbox) -> None:
    sandbox = NoBatch(here_sandbox)
    ending = [SAME, RAISES, WRONG_LATER]
    assert surviving(sandbox, REFERENCE, ending, "count_down", CHECKS, "equal") == [0]
    assert sandbox.alone == 3


@pytest.mark.weights
def test_the_same_in_the_real_sandbox() -> None:
    from tools.code.sandbox import open_sandbox

    sandbox = open_sandbox(load())
    deep = "def count_down(n):\n    return count_down(n) + 1\n"
    found = surviving(sandbox, REFERENCE, [*SOURCES, deep], "count_down", CHECKS, "equal")
    assert found == [0]


def test_a_class_is_run_with_its_calls(here_sandbox) -> None:
    counter = "class Counter:\n    def __init__(self, n):\n        self.n = n\n\n" \
        "    def add(self, k):\n        self.n += k\n        return self.n\n"  # fmt: skip
    checks = [Check(Call((1,), (("add", (2,)), ("add", (3,)))), [3, 6], True)]
    slip = counter.replace("+= k", "-= k")
    assert surviving(here_sandbox, counter, [counter, slip], "Counter", checks, "equal") == [0]
