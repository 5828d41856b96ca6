"""How long reading code, running it and finding probes take: ``viva bench code [--json]``.

Each time is given twice: on the wall, and as processor time of this process, which a busy machine
changes less.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.bench import report
from evals.origin import Origin, here_and_now
from question_bank.bank import PROBLEMS, checks, load_problem
from question_bank.schema import Problem
from tools.code.facts import read_facts
from tools.code.probes import make_probes
from tools.code.run_tests import run_tests
from tools.code.sandbox import open_sandbox
from tools.code.syntax import LANGUAGES, Language
from tools.ports import Sandbox
from viva.settings import load

LENGTHS = (10, 30, 100, 300, 1_000)
PROGRAMS = Path(__file__).parents[2] / "tests" / "tools" / "code" / "labelled"
"""Programs in every language; those that do not parse are left out."""


@dataclass(frozen=True)
class Figure:
    """``count``: what was found, in the median case (facts, steps, tests or probes).  ``lines``:
    how long the code was, 0 where it is the solution of a problem as it stands."""

    what: str
    language: Language
    lines: int
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
    figures = []
    for language in LANGUAGES:
        for lines in LENGTHS:
            code = _program(language, lines)
            timings = [_timed(lambda c=code, x=language: _facts(c, x)) for _ in range(5)]
            figures.append(_figure("facts", language, lines, timings))
    sandbox = open_sandbox(load())
    slugs = [p.name for p in sorted(PROBLEMS.iterdir()) if (p / "problem.yaml").exists()]
    chosen = [load_problem(slug) for slug in slugs[:problems]]
    _tests(sandbox, chosen[0])  # the first run is slower than all that follow
    for lines in LENGTHS:
        sources = [(p, _lengthened(p, chosen, lines)) for p in chosen[:2]]
        timings = [_timed(lambda p=p, c=code: _traced(sandbox, p, c)) for p, code in sources]
        figures.append(_figure("one call, traced", "python", lines, timings))
        timings = [_timed(lambda p=p, c=code: _probes(sandbox, p, c)) for p, code in sources]
        figures.append(_figure("facts and probes", "python", lines, timings))
    timings = [_timed(lambda p=p: _tests(sandbox, p)) for p in chosen]
    figures.append(_figure("all tests of a problem", "python", 0, timings))
    timings = [_timed(lambda p=p: _probes(sandbox, p, p.reference)) for p in chosen]
    figures.append(_figure("facts and probes", "python", 0, timings))
    return CodeBench(here_and_now(), tuple(figures))


def _facts(code: str, language: Language) -> int:
    facts = read_facts(code, language)
    return len(facts.functions) + len(facts.loops) + len(facts.branches) + len(facts.returns)


def _traced(sandbox: Sandbox, problem: Problem, code: str) -> int:
    """One call of the problem's solution; the steps that it took."""
    call = checks(problem)[0].call
    [outcome] = sandbox.run(code, problem.signature.entry, [call], trace=True)
    return outcome.steps


def _tests(sandbox: Sandbox, problem: Problem) -> int:
    entry, compare = problem.signature.entry, problem.compare
    return run_tests(sandbox, problem.reference, entry, checks(problem), compare).total


def _probes(sandbox: Sandbox, problem: Problem, code: str) -> int:
    calls = [check.call for check in checks(problem)]
    return len(make_probes(code, problem.signature.entry, calls, sandbox))


def _program(language: Language, lines: int) -> str:
    """Whole programs one after the other, the shortest first, until there are ``lines`` lines."""
    files = (f for f in (PROGRAMS / language).iterdir() if f.suffix != ".yaml")
    texts = sorted(
        (f.read_text("utf-8").strip() for f in files if not f.stem.startswith("broken")),
        key=lambda text: text.count("\n"),
    )
    pieces: list[str] = []
    while len(pieces) < lines:
        for text in texts:
            if language == "go" and pieces:
                text = text.partition("\n")[2]  # a file names its package once
            pieces += [*text.split("\n"), ""]
            if len(pieces) >= lines:
                break
    return "\n".join(pieces) + "\n"


def _lengthened(problem: Problem, others: Sequence[Problem], lines: int) -> str:
    """The solution of ``problem`` below solutions of others, ``lines`` lines together."""
    own = problem.reference.rstrip().split("\n")
    pieces: list[str] = []
    while len(pieces) + len(own) < lines:
        for other in others:
            if len(pieces) + len(own) < lines:
                pieces += [*other.reference.rstrip().split("\n"), ""]
    return "\n".join([*pieces, *own]) + "\n"


def _timed(work: Callable[[], int]) -> _Timing:
    wall, processor = time.perf_counter(), time.process_time()
    found = work()
    return (
        (time.perf_counter() - wall) * 1000,
        (time.process_time() - processor) * 1000,
        found,
    )


def _figure(what: str, language: Language, lines: int, timings: Sequence[_Timing]) -> Figure:
    return Figure(
        what,
        language,
        lines,
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
    left = ("what", "language")
    for heading in (*left, "lines", "runs", "median ms", "slowest ms", "median cpu ms", "found"):
        table.add_column(heading, justify="left" if heading in left else "right")
    for f in bench.figures:
        table.add_row(
            f.what,
            f.language,
            str(f.lines or "-"),
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
    return report(lambda: measure(max(chosen.problems, 1)), _print, chosen.json)


if __name__ == "__main__":
    sys.exit(main())
