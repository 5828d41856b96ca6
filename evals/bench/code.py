"""How long reading code, running it and finding probes take: ``viva bench code [--json]``.

Each time is given twice: on the wall, and as processor time of this process, which a busy machine
changes less.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evals.origin import Origin, here_and_now
from question_bank.bank import PROBLEMS, checks, load_problem
from question_bank.schema import Problem
from tools.code.facts import read_facts
from tools.code.probes import make_probes
from tools.code.run_tests import run_tests
from tools.code.sandbox import open_sandbox
from tools.ports import Sandbox
from viva.errors import VivaError
from viva.settings import load

LENGTHS = (10, 100, 300, 1_000)


@dataclass(frozen=True)
class Figure:
    """``count``: what was found, in the median case (facts or probes)."""

    what: str
    runs: int
    median_ms: float
    slowest_ms: float
    median_cpu_ms: float
    count: int


@dataclass(frozen=True)
class CodeBench:
    origin: Origin
    figures: tuple[Figure, ...]


_Timing = tuple[float, float, int]  # milliseconds on the wall and of the processor, things found


def measure(problems: int = 8) -> CodeBench:
    """Measure with the references of the first ``problems`` problems of the bank.

    Raises:
        VivaError: the sandbox or the bank cannot be opened.
    """
    sandbox = open_sandbox(load())
    slugs = [p.name for p in sorted(PROBLEMS.iterdir()) if (p / "problem.yaml").exists()]
    chosen = [load_problem(slug) for slug in slugs[:problems]]
    figures = [
        _figure(
            f"facts, {lines} lines",
            [_timed(lambda code=_lengthened(chosen, lines): _facts(code)) for _ in range(5)],
        )
        for lines in LENGTHS
    ]
    _tests(sandbox, chosen[0])  # the first run is slower than all that follow
    figures.append(
        _figure("all tests of a problem", [_timed(lambda p=p: _tests(sandbox, p)) for p in chosen])
    )
    figures.append(
        _figure("facts and probes", [_timed(lambda p=p: _probes(sandbox, p)) for p in chosen])
    )
    return CodeBench(here_and_now(), tuple(figures))


def _facts(code: str) -> int:
    facts = read_facts(code)
    return len(facts.functions) + len(facts.loops) + len(facts.branches) + len(facts.returns)


def _tests(sandbox: Sandbox, problem: Problem) -> int:
    entry, compare = problem.signature.entry, problem.compare
    return run_tests(sandbox, problem.reference, entry, checks(problem), compare).total


def _probes(sandbox: Sandbox, problem: Problem) -> int:
    calls = [check.call for check in checks(problem)]
    return len(make_probes(problem.reference, problem.signature.entry, calls, sandbox))


def _lengthened(problems: Sequence[Problem], lines: int) -> str:
    """Solutions one after the other, cut at ``lines`` lines."""
    pieces: list[str] = []
    while len(pieces) < lines:
        for problem in problems:
            pieces += problem.reference.rstrip().split("\n")
    return "\n".join(pieces[:lines]) + "\n"


def _timed(work: Callable[[], int]) -> _Timing:
    wall, processor = time.perf_counter(), time.process_time()
    found = work()
    return (
        (time.perf_counter() - wall) * 1000,
        (time.process_time() - processor) * 1000,
        found,
    )


def _figure(what: str, timings: Sequence[_Timing]) -> Figure:
    return Figure(
        what,
        len(timings),
        round(statistics.median(wall for wall, _, _ in timings), 1),
        round(max(wall for wall, _, _ in timings), 1),
        round(statistics.median(cpu for _, cpu, _ in timings), 1),
        int(statistics.median_low(found for _, _, found in timings)),
    )


def _print(bench: CodeBench) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title="Code")
    for heading in ("what", "runs", "median ms", "slowest ms", "median cpu ms", "found"):
        table.add_column(heading, justify="left" if heading == "what" else "right")
    for f in bench.figures:
        table.add_row(
            f.what,
            str(f.runs),
            f"{f.median_ms:.1f}",
            f"{f.slowest_ms:.1f}",
            f"{f.median_cpu_ms:.1f}",
            str(f.count),
        )
    console = Console()
    console.print(table)
    console.print(f"{bench.origin.machine}; commit {bench.origin.commit}; {bench.origin.date}")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="viva bench code", description=__doc__)
    parser.add_argument("--problems", type=int, default=8, help="how many of the bank's problems")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    chosen = parser.parse_args(arguments)
    try:
        bench = measure(max(chosen.problems, 1))
    except VivaError as error:
        print(error, file=sys.stderr)
        return 1
    if chosen.json:
        print(json.dumps(dataclasses.asdict(bench), indent=2))
    else:
        _print(bench)
    return 0


if __name__ == "__main__":
    sys.exit(main())
