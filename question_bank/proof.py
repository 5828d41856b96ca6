"""Prove a problem by running it: right solutions pass, wrong ones fail, mutants are found out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from question_bank.bank import checks
from question_bank.mutant_runs import surviving
from question_bank.mutants import mutants
from question_bank.schema import Problem
from tools.code.run_tests import TestReport, run_tests
from tools.ports import Sandbox

KILL_SHARE = 0.9


@dataclass(frozen=True)
class Survivor:
    """A mutant that every hidden test lets pass."""

    line: int
    mutant: str


@dataclass(frozen=True)
class Proof:
    """``faults``: (file, sentence). ``mutants`` leaves out those that are declared equivalent."""

    faults: tuple[tuple[str, str], ...]
    mutants: int
    killed: int
    survivors: tuple[Survivor, ...]


def prove(problem: Problem, sandbox: Sandbox) -> Proof:
    """Run every solution and every mutant of the reference in ``sandbox``.

    Raises:
        SandboxError: the sandbox could not run.
    """
    faults = list(solution_faults(problem, sandbox))
    if any(file == "reference.py" for file, _ in faults):
        return Proof(tuple(faults), 0, 0, ())
    survivors, total = _surviving(problem, sandbox)
    declared = {(e.line, e.mutant) for e in problem.equivalent}
    unknown = declared - {(s.line, s.mutant) for s in survivors}
    for line, said in sorted(unknown):
        stale = f"`equivalent` names a mutant that a hidden test finds out or that is none: {said}"
        faults.append(("problem.yaml", f"{stale} (line {line})"))
    left = tuple(s for s in survivors if (s.line, s.mutant) not in declared)
    counted = total - (len(survivors) - len(left))
    killed = counted - len(left)
    if killed < KILL_SHARE * counted:
        listed = "; ".join(f"line {s.line} {s.mutant}" for s in left)
        share = f"{killed} of {counted} mutants"
        missed = f"the hidden tests find out only {share} of the reference; they miss: {listed}"
        faults.append(("problem.yaml", missed))
    return Proof(tuple(faults), counted, killed, left)


def solution_faults(problem: Problem, sandbox: Sandbox) -> Iterator[tuple[str, str]]:
    """What is wrong with the solutions: (file, sentence)."""
    yield from _right(problem, sandbox)
    yield from _wrong(problem, sandbox)


def _right(problem: Problem, sandbox: Sandbox) -> Iterator[tuple[str, str]]:
    sources = {"reference.py": problem.reference}
    if problem.alternative:
        sources["alternative.py"] = problem.alternative_source
    for file, source in sources.items():
        report = _report(problem, source, sandbox)
        if report.problem:
            yield file, report.problem
        for result in report.results:
            if result.state != "passed" and not report.problem:
                expected = problem.cases[result.index].expected
                got = result.error or repr(result.got)
                yield file, f"cases[{result.index + 1}]: gave {got}, expected is {expected!r}"


def _wrong(problem: Problem, sandbox: Sandbox) -> Iterator[tuple[str, str]]:
    """A wrong solution must run, be right somewhere, and be found out by a hidden test."""
    for name, source in problem.wrong_sources.items():
        file = f"wrong_{name}.py"
        report = _report(problem, source, sandbox)
        if report.problem:
            yield file, report.problem
        elif not report.passed:
            yield file, "passes no test at all: it is broken rather than mistaken"
        elif all(r.state == "passed" for r in report.results if r.hidden):
            yield file, "passes every hidden test, so nothing shows that it is wrong"


def _report(problem: Problem, source: str, sandbox: Sandbox) -> TestReport:
    return run_tests(sandbox, source, problem.signature.entry, checks(problem), problem.compare)


def _surviving(problem: Problem, sandbox: Sandbox) -> tuple[list[Survivor], int]:
    hidden = [check for check in checks(problem) if check.hidden]
    made = mutants(problem.reference)
    entry, compare = problem.signature.entry, problem.compare
    sources = [mutant.source for mutant in made]
    places = surviving(sandbox, problem.reference, sources, entry, hidden, compare)
    return [Survivor(made[k].line, made[k].said) for k in places], len(made)
