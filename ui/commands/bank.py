"""``viva bank``: lint, search, show and add problems."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markdown import Markdown
from rich.table import Table

from question_bank.bank import PROBLEMS, load_bank, load_problem
from question_bank.changed import changed_slugs
from question_bank.scaffold import scaffold
from question_bank.schema import Difficulty
from question_bank.starter import STARTER_LANGUAGES, StarterLanguage
from viva.settings import load

if TYPE_CHECKING:
    from question_bank.lint import Linted

bank = typer.Typer(help="The question bank.", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def register(app: typer.Typer) -> None:
    app.add_typer(bank, name="bank")


@bank.command("lint")
def lint_command(
    slugs: Annotated[
        list[str] | None, typer.Argument(help="Problems to check; all of them if none is named.")
    ] = None,
    since: Annotated[
        str | None, typer.Option(help="Only problems that differ from this git revision.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Prove the problems: run every solution, mutant, generated input and variation, and read every
    statement. Progress goes to standard error."""
    from question_bank.embed import MiniLm
    from question_bank.lint import lint
    from tools.code.sandbox import open_sandbox, sandboxes

    settings, problems = load(), load_bank()
    wanted = slugs or sorted([*problems, *problems.broken])
    if since is not None:
        changed = changed_slugs(since, PROBLEMS)
        wanted = [slug for slug in wanted if slug in changed]
    out, progress = (Console(highlight=False, soft_wrap=True, stderr=e) for e in (False, True))
    can_run = sandboxes(settings)
    results: list[Linted] = []
    for linted in lint(
        problems,
        wanted,
        sandbox=can_run["python"] if "python" in can_run else open_sandbox(settings),
        embed=MiniLm(settings),
        javascript=can_run.get("javascript"),
    ):
        results.append(linted)
        state = "[green]ok[/]" if linted.ok else "[bold red]no[/]"
        said = f"{state} {linted.slug}: {_figures(linted)}"
        if as_json:
            progress.print(f"{len(results)}/{len(wanted)} {said}")
            continue
        out.print(f"{len(results)}/{len(wanted)} {said}")
        for finding in linted.findings:
            where = f"{finding.where}: " if finding.where else ""
            out.print(f"     {finding.check}: {where}{finding.said}", markup=False)
        for note in linted.notes:
            out.print(f"     note: {note}", markup=False)
    good = sum(linted.ok for linted in results)
    if as_json:
        told = [dataclasses.asdict(r) | {"ok": r.ok} for r in results]
        typer.echo(json.dumps({"ok": good, "of": len(results), "problems": told}, indent=2))
    else:
        out.print(f"{good} of {len(results)} problems are in order.")
    if good < len(results):
        raise typer.Exit(1)


def _figures(linted: Linted) -> str:
    """What was counted of one problem, in a line."""
    parts = []
    if linted.mutants is not None:
        parts.append(f"{linted.killed}/{linted.mutants} mutants")
    if linted.generated:
        parts.append(f"{linted.generated} inputs")
    parts += [f"{t.declared} {'?' if t.fits is None else t.measured}" for t in linted.complexity]
    return ", ".join([*parts, f"{linted.spoken_s:.0f} s aloud", f"{linted.seconds:.0f} s"])


@bank.command()
def search(
    query: Annotated[str, typer.Argument(help="What you want, in English.")],
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="How many to show.")] = 5,
    difficulty: Annotated[str | None, typer.Option(help="easy, medium or hard.")] = None,
    topic: Annotated[str | None, typer.Option(help="Only problems with this tag.")] = None,
    as_json: Json = False,
) -> None:
    """Find problems by meaning."""
    from question_bank.embed import MiniLm
    from question_bank.index import open_index, readable

    readable(query)  # before seconds are spent on loading
    level = _difficulty(difficulty)
    settings, problems = load(), load_bank()
    _say_broken(problems.broken)
    index = open_index(problems, settings, MiniLm(settings))
    if index.built == "corrupt":
        Console(stderr=True).print("The search index was unreadable; it has been built again.")
    hits = index.search(query, k=k, difficulty=level, topic=topic)
    if as_json:
        typer.echo(json.dumps([dataclasses.asdict(hit) for hit in hits], indent=2))
        return
    table = Table(box=None)
    for column in ("likeness", "slug", "title", "what it is"):
        table.add_column(column)
    for hit in hits:
        table.add_row(f"{hit.score:.2f}", hit.slug, hit.title, hit.why)
    Console(highlight=False).print(table)
    if hits and hits[0].score < 0.2:
        Console(stderr=True).print("Nothing is close to these words; these are the nearest.")


@bank.command()
def show(
    slug: Annotated[str, typer.Argument(help="A problem, by its slug.")],
    language: Annotated[
        str, typer.Option(help=f"Of the starter code: {', '.join(STARTER_LANGUAGES)}.")
    ] = "python",
    as_json: Json = False,
) -> None:
    """Show a problem as a candidate sees it; with --json all of it, solutions included."""
    wanted = _language(language)
    problem = load_problem(slug)
    if as_json:
        typer.echo(problem.model_dump_json(indent=2))
        return
    code = f"```{wanted}\n{problem.starter_in(wanted)}```"
    text = f"# {problem.title}\n\n{problem.screen}\n{code}\n"
    Console().print(Markdown(text))


@bank.command()
def add(slug: Annotated[str, typer.Argument(help="Lower-case words joined by hyphens.")]) -> None:
    """Lay out a new problem's folder; "viva bank lint SLUG" then says what is missing."""
    folder = scaffold(slug, PROBLEMS)
    typer.echo(f"Wrote {folder}. Fill in the files, then run: viva bank lint {slug}")


def _difficulty(name: str | None) -> Difficulty | None:
    match name:
        case None | "easy" | "medium" | "hard":
            return name
    raise typer.BadParameter("easy, medium or hard", param_hint="--difficulty")


def _language(name: str) -> StarterLanguage:
    if name not in STARTER_LANGUAGES:
        raise typer.BadParameter(", ".join(STARTER_LANGUAGES), param_hint="--language")
    return STARTER_LANGUAGES[STARTER_LANGUAGES.index(name)]


def _say_broken(broken: dict) -> None:
    for error in broken.values():
        Console(stderr=True).print(f"left out: {error}", highlight=False, soft_wrap=True)
