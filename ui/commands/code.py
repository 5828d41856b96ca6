"""``viva code FILE``: what the program knows about a piece of code, and what it would ask."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
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
    from tools.code.measured_class import MeasuredClass
    from tools.code.probe import Probe
    from tools.code.run_tests import TestReport
    from tools.code.syntax import Language
    from tools.ports import Call, Outcome, Sandbox


def register(app: typer.Typer) -> None:
    @app.command("code")
    def code(
        file: Annotated[
            Path,
            typer.Argument(
                help="code in Python, JavaScript, TypeScript, Java, C++ or Go",
                exists=True,
                dir_okay=False,
            ),
        ],
        language: Annotated[
            str, typer.Option(help="which of them; else the file's ending says it")
        ] = "",
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
        """Print facts, test results, how the work grows, and probes with their keys and how each
        key was found."""
        source = _read(file)
        chosen = _language(file, language)
        if chosen == "python":
            look = _look(source, problem, call, [_read(path) for path in earlier])
        else:
            look = _look_without_traces(source, chosen, problem, call)
        if as_json:
            print(json.dumps(dataclasses.asdict(look), indent=2))
            return
        console = Console()
        _print_facts(console, look.facts)
        if look.tests is not None:
            _print_tests(console, look.tests)
        if look.complexity is not None:
            console.print(_grown(look.complexity), highlight=False, markup=False)
        for text, outcome in zip(call, look.outcomes, strict=False):
            said = outcome.error or json.dumps(outcome.value)
            console.print(f"{text}: {outcome.state} {said}", highlight=False, markup=False)
        for note in look.notes:
            console.print(note, highlight=False, markup=False)
        if chosen == "python":
            _print_probes(console, look.probes)


@dataclasses.dataclass(frozen=True)
class Look:
    """All that is known of the code. ``complexity``: None where the work could not be counted.
    ``outcomes`` of the sample calls, where there are no probes; ``notes`` say what could not be
    done."""

    facts: CodeFacts
    tests: TestReport | None = None
    complexity: MeasuredClass | None = None
    probes: tuple[Probe, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    notes: tuple[str, ...] = ()


def _language(file: Path, named: str) -> Language:
    from tools.code.languages import EXTENSIONS
    from tools.code.syntax import LANGUAGES

    found: Language | None = EXTENSIONS.get(file.suffix.lower())
    if named:
        found = next((x for x in LANGUAGES if str(x) == named), None)
    if found is None:
        what = f"{named} is no language" if named else f"{file.name} does not say the language"
        raise InputRefused(
            f"{what} that is read here.", next_step=f"Give --language: {', '.join(LANGUAGES)}."
        )
    return found


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise InputRefused(
            f"{file.name} is not text.", next_step="Give a file with code in UTF-8."
        ) from error


def _look(source: str, slug: str, sample_calls: list[str], earlier: list[str]) -> Look:
    from tools.code.probes import make_probes
    from tools.code.run_tests import run_tests
    from tools.code.sandbox import open_sandbox
    from tools.ports import Call

    facts = _facts(source, "python")
    sandbox = open_sandbox(viva_settings.load())
    if not slug:
        entry = facts.functions[0].name if facts.functions else ""
        calls = [Call(_arguments(text)) for text in sample_calls]
        grown = _complexity(source, facts, entry, calls, sandbox)
        probes = make_probes(source, entry, calls, sandbox, earlier=earlier)
        return Look(facts, complexity=grown, probes=probes)

    from question_bank.bank import changes, checks, load_problem
    from question_bank.smallest import smallest, smallest_said

    chosen = load_problem(slug)
    tests, entry = checks(chosen), chosen.signature.entry
    report = run_tests(sandbox, source, entry, tests, chosen.compare)
    failing = [
        check.call
        for check, result in zip(tests, report.results, strict=True)
        if result.state in ("wrong", "raised")
    ]
    calls = [check.call for check in tests]
    notes: list[str] = []
    if failing and (found := smallest(chosen, source, failing, sandbox)):
        notes.append(smallest_said(found, entry))
        failing += [found.call] if found.call not in failing else []
    probes = make_probes(
        source, entry, calls, sandbox, failing=failing, earlier=earlier, changes=changes(chosen)
    )
    grown = _complexity(source, facts, entry, calls, sandbox, chosen.inputs)
    return Look(facts, report, grown, probes, notes=tuple(notes))


def _complexity(
    source: str,
    facts: CodeFacts,
    entry: str,
    calls: Sequence[Call],
    sandbox: Sandbox,
    inputs: str = "",
) -> MeasuredClass | None:
    from tools.code.measured_class import class_of

    if facts.syntax_errors or facts.uses_introspection or not (inputs or calls):
        return None
    return class_of(sandbox, source, entry, [call.args for call in calls], inputs)


def _grown(found: MeasuredClass) -> str:
    sizes = f"sizes {found.sizes[0]} to {found.sizes[-1]}"
    near = f"exponent {found.exponent:.2f}, give or take {found.uncertainty:.2f}"
    named = found.name if found.name == "not sure" else f"O({found.name})"
    return f"Measured time: {named} ({near}, {sizes})."


def _look_without_traces(
    source: str, language: Language, slug: str, sample_calls: list[str]
) -> Look:
    """A language that nothing traces: facts, and tests or sample calls where it can be run."""
    from tools.code.languages import NAMES
    from tools.code.run_tests import run_tests
    from tools.code.sandbox import cannot_run, sandboxes
    from tools.ports import Call

    facts = _facts(source, language)
    name = NAMES[language]
    notes = [f"There are no probes: running {name} line by line is not done here."]
    calls = [Call(_arguments(text)) for text in sample_calls]
    settings = viva_settings.load()
    if reason := cannot_run(settings).get(language, ""):
        notes.append(f"{name} was not run: {reason}.")
        return Look(facts, notes=tuple(notes))
    sandbox = sandboxes(settings)[language]
    if not slug:
        entry = facts.functions[0].name if facts.functions else ""
        outcomes = sandbox.run(source, entry, calls) if entry else ()
        return Look(facts, outcomes=outcomes, notes=tuple(notes))

    from question_bank.bank import checks, load_problem

    chosen = load_problem(slug)
    report = run_tests(sandbox, source, chosen.signature.entry, checks(chosen), chosen.compare)
    return Look(facts, report, notes=tuple(notes))


def _facts(source: str, language: Language) -> CodeFacts:
    from tools.code.facts import read_facts

    facts = read_facts(source, language)
    if facts.refused:
        raise InputRefused(
            f"The code was not read: {facts.refused}.", next_step="Give a shorter file of text."
        )
    return facts


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
        rows.append((f.line, kind, f"{f.full_name}({', '.join(f.parameters)})"))
        rows += [(line, "base case", f.full_name) for line in f.base_cases]
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
