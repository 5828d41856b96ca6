"""The smallest input on which each wrong solution of the bank goes wrong."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from question_bank.schema import Problem
from tools.code.oracle import Oracle
from tools.code.run_tests import TestReport
from tools.code.smallest import Effort, Failing, Search, smallest_failing
from tools.code.wording import effort as said_effort
from tools.ports import Call, Sandbox
from viva.errors import BankError

_LOG = logging.getLogger(__name__)

# Bounded by runs, so that a busy machine finds no less.
EFFORT = Effort(seconds=300.0, inputs=6_000)
IN_AN_INTERVIEW = Effort(seconds=1.5, inputs=1_500)
SHORT = 14.0  # the effort beyond which an input is too much for the ear
ENOUGH = 2  # failing inputs that are asked about


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


def failing_calls(
    problem: Problem,
    source: str,
    report: TestReport | None,
    calls: Sequence[Call],
    sandbox: Sandbox,
) -> list[Call]:
    """What ``source`` fails on, to be asked about: the calls of its failed tests, and where fewer
    than two of them are short enough to be said, the smallest failing input.

    An ``inputs.py`` that cannot be used is logged; the failed tests are still there to ask about.

    Raises:
        SandboxError: the sandbox could not run.
    """
    results = report.results if report is not None else ()
    failing = [calls[r.index] for r in results if r.state != "passed"]
    short = [call for call in failing if not call.then and said_effort(call.args) <= SHORT]
    if not failing or len(short) >= ENOUGH:
        return failing
    try:
        found = smallest(problem, source, failing, sandbox)
    except BankError as error:
        _LOG.warning("%s: %s", problem.slug, error)
        return failing
    if found is not None and found.call not in failing:
        failing.append(found.call)
    return failing


def smallest(
    problem: Problem, source: str, failing: Sequence[Call], sandbox: Sandbox
) -> Failing | None:
    """The smallest failing input of a candidate's code, in a second or two; ``failing`` are those
    of failed tests.  None where there is no ``inputs.py``, or none was found.

    Raises:
        BankError: ``inputs.py`` cannot be used.
        SandboxError: the sandbox could not run.
    """
    if not problem.inputs:
        return None
    return smallest_failing(
        sandbox, source, problem.reference, problem.inputs, problem.signature.entry,
        problem.compare, known=failing, effort=IN_AN_INTERVIEW,
    )  # fmt: skip


def shown(failing: Failing, entry: str) -> str:
    """The call as one would write it."""
    made = f"{entry}({', '.join(map(repr, failing.call.args))})"
    steps = [f".{name}({', '.join(map(repr, args))})" for name, args in failing.call.then]
    return "; ".join([made, *steps])


def smallest_said(failing: Failing, entry: str) -> str:
    """One sentence about it."""
    word = "Smallest failing input" if failing.proved else "A small failing input"
    gives = failing.error or ("no end" if failing.state == "timeout" else repr(failing.got))
    return f"{word}: {shown(failing, entry)} gives {gives}, not {failing.expected!r}."
