"""``viva eval``: the evaluation suite. ``viva bench``: the benchmarks."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ui.commands.replay import replay_and_report


def register(app: typer.Typer) -> None:
    app.command("eval")(evaluate)
    passed_on = {"allow_extra_args": True, "ignore_unknown_options": True}
    app.command("bench", context_settings=passed_on)(bench)


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
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(help="Which benchmark; without one, they are listed.")
    ] = "",
) -> None:
    """Measure how fast and how well one part works on this machine; most take --json."""
    from evals import bench as benchmarks

    if not name:
        for one in benchmarks.names():
            typer.echo(f"{one:10} {benchmarks.about(one)}")
        return
    raise typer.Exit(benchmarks.run(name, context.args))
