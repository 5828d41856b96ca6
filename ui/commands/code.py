"""``viva code FILE``: what the program knows about a piece of code, and what it would ask."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from viva import settings as viva_settings
from viva.errors import InputRefused

if TYPE_CHECKING:
    from tools.code.code_facts import CodeFacts
    from tools.code.probe import Probe
    from tools.code.run_tests import TestReport


def register(app: typer.Typer) -> None:
    @app.command("code")
    def code(
        file: Annotated[Path, typer.Argument(help="Python code", exists=True, dir_okay=False)],
        problem: Annotated[
            str, typer.Option(help="a problem of the question bank: runs its tests")
        ] = "",
        call: Annotated[
            list[str], typer.Option(help="sample arguments as JSON, for instance '[[1,2],3]'")
        ] = [],  # noqa: B006 - typer reads it, nothing writes it
        earlier: Annotated[
            list[Path],
            typer.Option(help="an earlier version of the code, oldest first", exists=True),
        ] = [],  # noqa: B006 - typer reads it, nothing writes it
        as_json: Annotated[bool, typer.Option("--json", help="print JSON")] = False,
    ) -> None:
        """Print facts, test results, and probes with their keys and how each key was found."""
        source = _read(file)
        facts, report, probes = _look(source, problem, call, [_read(path) for path in earlier])
        if as_json:
            found = {
                "facts": dataclasses.asdict(facts),
                "tests": dataclasses.asdict(report) if report else None,
                "probes": [dataclasses.asdict(probe) for probe in probes],
            }
            print(json.dumps(found, indent=2))
            return
        console = Console()
        _print_facts(console, facts)
        if report is not None:
            _print_tests(console, report)
        _print_probes(console, probes)


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise InputRefused(
            f"{file.name} is not text.", next_step="Give a file with Python code in UTF-8."
        ) from error


def _look(
    source: str, slug: str, sample_calls: list[str], earlier: list[str]
) -> tuple[CodeFacts, TestReport | None, tuple[Probe, ...]]:
    from tools.code.facts import read_facts
    from tools.code.probes import make_probes
    from tools.code.run_tests import Check, run_tests
    from tools.code.sandbox import open_sandbox
    from tools.ports import Call

    facts = read_facts(source)
    if facts.refused:
        raise InputRefused(
            f"The code was not read: {facts.refused}.", next_step="Give a shorter file of text."
        )
    sandbox = open_sandbox(viva_settings.load())
    if not slug:
        entry = facts.functions[0].name if facts.functions else ""
        calls = [Call(_arguments(text)) for text in sample_calls]
        return facts, None, make_probes(source, entry, calls, sandbox, earlier=earlier)

    from question_bank.bank import changes, load_problem

    chosen = load_problem(slug)
    checks = [
        Check(
            Call(tuple(case.args), tuple((name, tuple(args)) for name, args in case.then)),
            case.expected,
            case.hidden,
        )
        for case in chosen.cases
    ]
    entry = chosen.signature.entry
    report = run_tests(sandbox, source, entry, checks, chosen.compare)
    failing = [
        check.call
        for check, result in zip(checks, report.results, strict=True)
        if result.state in ("wrong", "raised")
    ]
    calls = [check.call for check in checks]
    probes = make_probes(
        source, entry, calls, sandbox, failing=failing, earlier=earlier, changes=changes(chosen)
    )
    return facts, report, probes


def _arguments(text: str) -> tuple:
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputRefused(
            f"--call {text} is not JSON.", next_step="Write the arguments as a list: '[[1, 2], 3]'."
        ) from error
    if not isinstance(value, list):
        raise InputRefused(
            f"--call {text} is not a list.", next_step="Write the arguments as a list: '[[1,2],3]'."
        )
    return tuple(value)


def _print_facts(console: Console, facts: CodeFacts) -> None:
    table = Table("line", "what", "text", title="Facts")
    rows: list[tuple[int, str, str]] = []
    for f in facts.functions:
        kind = "recursive function" if f.recursive else "function"
        rows.append((f.line, kind, f"{f.name}({', '.join(f.parameters)})"))
    rows += [(x.line, f"{x.kind} loop, nesting {x.nesting}", x.header) for x in facts.loops]
    rows += [(b.line, b.kind, b.condition) for b in facts.branches]
    rows += [(r.line, "return", r.value) for r in facts.returns]
    rows += [(m.line, "changes its argument", f"{m.parameter} ({m.how})") for m in facts.mutations]
    rows += [(u.line, "never read", u.name) for u in facts.unused]
    rows += [(line, "cannot be reached", "") for line in facts.unreachable]
    rows += [(e.line, "syntax error", e.text) for e in facts.syntax_errors]
    for line, what, text in sorted(rows):
        table.add_row(str(line), what, escape(text))
    console.print(table)
    if facts.uses_introspection:
        names = ", ".join(facts.uses_introspection)
        console.print(f"It looks into its own interpreter ({names}), so it is not asked about.")


def _print_tests(console: Console, report: TestReport) -> None:
    console.print(f"Tests: {report.passed} of {report.total} passed.")
    if report.problem:
        console.print(report.problem)
        return
    for result in report.results:
        if result.state != "passed":
            console.print(f"  {result.said}", highlight=False, markup=False)


def _print_probes(console: Console, probes: tuple[Probe, ...]) -> None:
    table = Table("probe", "question", "key", "found by", title="Probes", show_lines=True)
    for probe in probes:
        how = probe.key.derivation
        evidence = ", ".join(f"{name} {value}" for name, value in how.evidence.items())
        table.add_row(
            f"{probe.id}\n{probe.level}, {probe.difficulty:.2f}",
            escape(probe.text),
            escape(json.dumps(probe.key.value)),
            escape(f"{how.method}: {evidence}"[:160]),
        )
    console.print(table)
    if not probes:
        console.print("There is nothing to ask: give sample inputs with --call or a --problem.")
