"""How long reading code, running it and finding probes take: ``viva bench code [--json]``.

Each program is of 10 to 1,000 lines, and all of it runs.  Reading is measured in every language,
running in those that this machine can run, following a run and finding probes in Python.  Each time
is given on the wall, and as processor time, which a busy machine changes less: of this process, not
of the boxes that other languages than Python run in.

A measurement ends after ``--minutes`` with what it has, or when it is interrupted; with ``--out``
each figure is in the file as soon as it is known.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import math
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import JsonValue

from evals.bench import report
from evals.origin import Origin, here_and_now
from evals.programs import HOSTILE, program
from question_bank.bank import PROBLEMS, checks, load_problem
from question_bank.schema import Problem
from tools.code.facts import read_facts
from tools.code.probes import make_probes
from tools.code.run_tests import run_tests
from tools.code.sandbox import sandboxes
from tools.code.syntax import LANGUAGES, Language
from tools.ports import Call, Sandbox
from viva.errors import SandboxError
from viva.settings import load

LENGTHS = (10, 30, 100, 300, 1_000)
FEW = 5  # runs of what takes long
MANY = 40  # runs of what does not
FOR_S = 4.0  # seconds after which a figure is not run again
VALUES: list[JsonValue] = [3, 1, 4, 1, 5, 9, 2, 6]
CALLS = [Call((VALUES,)), Call(([],)), Call(([2, 7, 1, 8],)), Call(([5, 5, 0],))]


@dataclass(frozen=True)
class Figure:
    """``count``: what was found, in the median case (facts, steps, tests or probes).  ``lines``:
    how long the code was, 0 where it is the solution of a problem as it stands, or no program."""

    what: str
    language: Language
    lines: int
    runs: int
    p50_ms: float
    p95_ms: float
    cpu_p50_ms: float
    cpu_p95_ms: float
    count: int


@dataclass(frozen=True)
class CodeBench:
    """``left``: figures that there was no time for."""

    origin: Origin
    figures: tuple[Figure, ...]
    left: int


_Timing = tuple[float, float, int]  # milliseconds on the wall and of the processor, things found


@dataclass(frozen=True)
class Job:
    """One figure: works whose times belong together, each done up to ``rounds`` times."""

    what: str
    language: Language
    lines: int
    works: Sequence[Callable[[], int]]
    rounds: int


def measure(
    minutes: float, problems: int, out: Path | None, say: Callable[[str], None]
) -> CodeBench:
    """Measure as far as ``minutes`` go; ``out`` gets each figure, ``say`` a line before each.

    Raises:
        VivaError: a sandbox or the bank cannot be opened.
    """
    origin, start = here_and_now(), time.monotonic()
    jobs = list(_jobs(problems))
    figures: list[Figure] = []
    try:
        for number, job in enumerate(jobs, 1):
            if time.monotonic() - start > 60 * minutes:
                say(f"{len(jobs) - len(figures)} figures are left: the time is over")
                break
            length = f", {job.lines} lines" if job.lines else ""
            say(f"{number} of {len(jobs)}: {job.what}, {job.language}{length}")
            figures.append(_figure(job))
            if out:
                bench = CodeBench(origin, tuple(figures), len(jobs) - len(figures))
                out.write_text(json.dumps(dataclasses.asdict(bench), indent=2) + "\n", "utf-8")
    except KeyboardInterrupt:
        say("interrupted: what there is")
    return CodeBench(origin, tuple(figures), len(jobs) - len(figures))


def _jobs(problems: int) -> Iterator[Job]:
    for language in LANGUAGES:
        for lines in LENGTHS:
            code = program(language, lines)
            yield Job("facts", language, lines, [_facts(code, language)], MANY)
        hostile = [_facts(text, language) for text in HOSTILE.values()]
        yield Job("facts of hostile text", language, 0, hostile, 3)
    opened = sandboxes(load())
    for language, sandbox in opened.items():
        for lines in LENGTHS:
            code = program(language, lines)
            if language in ("java", "cpp"):
                yield Job("compiling and one call", language, lines,
                          [_called(sandbox, code)], 1)  # fmt: skip
            yield Job("one call", language, lines, [_called(sandbox, code)], FEW)
    if "python" not in opened:
        return
    sandbox = opened["python"]
    for lines in LENGTHS:
        code = program("python", lines)
        yield Job("one call, traced", "python", lines, [_called(sandbox, code, trace=True)], FEW)
        yield Job("facts and probes", "python", lines, [_probes(sandbox, code)], FEW)
    slugs = [p.name for p in sorted(PROBLEMS.iterdir()) if (p / "problem.yaml").exists()]
    chosen = [load_problem(slug) for slug in slugs[:problems]]
    yield Job("all tests of a problem", "python", 0, [_tests(sandbox, p) for p in chosen], 1)
    yield Job("facts and probes", "python", 0, [_of_problem(sandbox, p) for p in chosen], 1)


def _facts(code: str, language: Language) -> Callable[[], int]:
    def work() -> int:
        facts = read_facts(code, language)
        return len(facts.functions) + len(facts.loops) + len(facts.branches) + len(facts.returns)

    return work


def _called(sandbox: Sandbox, code: str, *, trace: bool = False) -> Callable[[], int]:
    """One call of ``solve``; the steps that it took, where they are counted."""

    def work() -> int:
        [outcome] = sandbox.run(code, "solve", CALLS[:1], trace=trace)
        if outcome.state != "returned":
            raise SandboxError(f"A program to measure with did not run: {outcome.error}.")
        return outcome.steps

    return work


def _probes(sandbox: Sandbox, code: str) -> Callable[[], int]:
    return lambda: len(make_probes(code, "solve", CALLS, sandbox))


def _tests(sandbox: Sandbox, problem: Problem) -> Callable[[], int]:
    entry, compare = problem.signature.entry, problem.compare
    return lambda: run_tests(sandbox, problem.reference, entry, checks(problem), compare).total


def _of_problem(sandbox: Sandbox, problem: Problem) -> Callable[[], int]:
    calls = [check.call for check in checks(problem)]
    return lambda: len(make_probes(problem.reference, problem.signature.entry, calls, sandbox))


def _timed(work: Callable[[], int]) -> _Timing:
    wall, processor = time.perf_counter(), time.process_time()
    found = work()
    return (time.perf_counter() - wall) * 1000, (time.process_time() - processor) * 1000, found


def _figure(job: Job) -> Figure:
    timings: list[_Timing] = []
    if job.rounds > 1:
        job.works[0]()  # the first is slower than all that follow
    start = time.monotonic()
    for number in range(job.rounds):
        if number and time.monotonic() - start > FOR_S:
            break
        timings += [_timed(work) for work in job.works]
    walls, cpus, counts = (sorted(column) for column in zip(*timings, strict=True))
    return Figure(
        job.what,
        job.language,
        job.lines,
        len(timings),
        round(_share(walls, 0.5), 1),
        round(_share(walls, 0.95), 1),
        round(_share(cpus, 0.5), 1),
        round(_share(cpus, 0.95), 1),
        int(_share(counts, 0.5)),
    )


def _share(ordered: Sequence[float], share: float) -> float:
    """The smallest value that ``share`` of all do not exceed."""
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def _print(bench: CodeBench) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title="Code")
    left = ("what", "language")
    for heading in (*left, "lines", "runs", "p50 ms", "p95 ms", "cpu p50", "cpu p95", "found"):
        table.add_column(heading, justify="left" if heading in left else "right")
    for f in bench.figures:
        times = (f.p50_ms, f.p95_ms, f.cpu_p50_ms, f.cpu_p95_ms)
        table.add_row(
            f.what,
            f.language,
            str(f.lines or "-"),
            str(f.runs),
            *(f"{ms:.1f}" for ms in times),
            str(f.count),
        )
    console = Console()
    console.print(table)
    if bench.left:
        console.print(f"{bench.left} figures are left out: the time was over")
    console.print(f"{bench.origin.machine}; commit {bench.origin.commit}; {bench.origin.date}")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="viva bench code", description=__doc__)
    parser.add_argument("--minutes", type=float, default=8.0, help="end after so long (default 8)")
    parser.add_argument("--problems", type=int, default=8, help="how many of the bank's problems")
    parser.add_argument("--out", type=Path, help="file for the figures as they come")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    chosen = parser.parse_args(arguments)

    def say(line: str) -> None:
        print(line, file=sys.stderr, flush=True)

    return report(
        lambda: measure(chosen.minutes, max(chosen.problems, 1), chosen.out, say),
        _print,
        chosen.json,
    )


if __name__ == "__main__":
    sys.exit(main())
