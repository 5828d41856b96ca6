"""The smallest input on which each wrong solution of the bank goes wrong."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from question_bank.schema import Problem
from tools.code.oracle import Oracle
from tools.code.smallest import Effort, Failing, Search
from tools.ports import Sandbox

# Bounded by runs, so that a busy machine finds no less.
EFFORT = Effort(seconds=300.0, inputs=6_000)


@dataclass(frozen=True)
class Smallest:
    """``failing`` is None where no input was found that shows the slip."""

    slug: str
    wrong: str
    failing: Failing | None
    cpu_s: float


def smallest_of(problem: Problem, sandbox: Sandbox, effort: Effort = EFFORT) -> Iterator[Smallest]:
    """One result for each wrong solution; none for a problem without ``inputs.py``.

    Raises:
        BankError: ``inputs.py`` cannot be used.
        SandboxError: the sandbox could not run.
    """
    if not problem.inputs:
        return
    oracle = Oracle(sandbox, problem.reference, problem.inputs, problem.signature.entry)
    for name, source in problem.wrong_sources.items():
        began = time.process_time()
        failing = Search(sandbox, source, oracle, problem.compare, effort).run()
        yield Smallest(problem.slug, name, failing, round(time.process_time() - began, 2))


def shown(failing: Failing, entry: str) -> str:
    """The call as one would write it."""
    made = f"{entry}({', '.join(map(repr, failing.call.args))})"
    steps = [f".{name}({', '.join(map(repr, args))})" for name, args in failing.call.then]
    return "; ".join([made, *steps])
