"""``viva eval``: the evaluation suite. ``viva bench``: the benchmarks."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Annotated

import typer
from pydantic import JsonValue
from rich.console import Console
from rich.table import Table

from ui.commands.replay import replay_and_report
from viva.settings import load


def register(app: typer.Typer) -> None:
    app.command("eval")(evaluate)
    app.command("bench")(bench)


def evaluate(
    out: Annotated[
        Path | None, typer.Option(help="Folder for what is measured (default: a new one).")
    ] = None,
    without_model: Annotated[
        bool, typer.Option("--without-model", help="Leave the language model out.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Replay every scripted candidate by text and print how the verdicts and scores came out.

    The JSON names the machine, the seed, the commit and the date.  Ends with 1 as "viva replay".
    """
    from evals import suite

    how = suite.How(with_model=not without_model)
    if not replay_and_report(["all"], how, out, as_json=as_json):
        raise typer.Exit(1)


def bench(
    name: Annotated[
        str, typer.Argument(help="Which benchmark; without one, they are listed.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Measure how fast and how well one part works on this machine."""
    from evals import bench as benchmarks
    from evals.origin import here_and_now

    if not name:
        for one in benchmarks.names():
            typer.echo(f"{one:10} {benchmarks.about(one)}")
        return
    origin = dataclasses.asdict(here_and_now())
    measured = benchmarks.measure(name, load())
    if as_json:
        typer.echo(json.dumps({**origin, **measured}, indent=2, ensure_ascii=False))
        return
    console = Console()
    for key, value in {**origin, **measured}.items():
        _show(console, key, value)


def _show(console: Console, key: str, value: JsonValue) -> None:
    if isinstance(value, list) and value and all(isinstance(row, dict) for row in value):
        rows = [row for row in value if isinstance(row, dict)]
        table = Table(*dict.fromkeys(k for row in rows for k in row), title=key)
        for row in rows:
            table.add_row(*(str(row.get(str(c.header), "")) for c in table.columns))
        console.print(table)
    else:
        console.print(f"{key}: {value}", highlight=False, markup=False)
