"""``viva pull``: fetch the weights and check them."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)

from models import registry
from viva.settings import load


def register(app: typer.Typer) -> None:
    app.command("pull")(pull)


def pull(
    names: Annotated[
        list[str] | None, typer.Argument(help="Weights to fetch; all of them if none is named.")
    ] = None,
    without: Annotated[
        list[str] | None, typer.Option("--without", help="Leave this one out (may be repeated).")
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Fetch nothing; fail if a weight is missing or damaged.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the outcome as JSON.")] = False,
) -> None:
    """Fetch the weights, from their official source or a mirror, and check every byte."""
    settings = load()
    for name in without or []:
        registry.weight(name)
    wanted = [n for n in names or list(registry.manifest()) if n not in (without or [])]
    if check:
        for name in wanted:
            registry.verify(name, settings)
        return
    err = Console(stderr=True)
    with _shown(err) as progress:
        results = [r for name in wanted for r in registry.pull([name], settings, progress)]
    if as_json:
        typer.echo(json.dumps([dataclasses.asdict(r) for r in results], default=str, indent=2))
        return
    fetched = [r for r in results if r.state == "pulled"]
    for result in fetched:
        title = registry.manifest()[result.name].title
        err.print(f"{title}: checked, from the {' and the '.join(result.sources)}")
    size = sum(r.bytes for r in fetched) / 1e6
    typer.echo(
        f"{len(results)} weights are here and checked; {len(fetched)} ({size:.0f} MB) are new. "
        f"They live in {settings.weights_dir}"
    )


@contextmanager
def _shown(console: Console) -> Iterator[registry.Progress]:
    """Bars on a terminal, a line for each quarter elsewhere."""
    if not console.is_terminal:
        quarter: dict[str, int] = {}

        def line(name: str, done: int, total: int) -> None:
            now = 4 * done // total
            if total > 50e6 and quarter.get(name, now) < now:
                console.print(f"{name}: {done / 1e6:.0f} of {total / 1e6:.0f} MB")
            quarter[name] = now

        yield line
        return
    columns = (
        TextColumn("{task.description:12}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console) as bars:
        tasks: dict[str, TaskID] = {}

        def bar(name: str, done: int, total: int) -> None:
            if name not in tasks:
                tasks[name] = bars.add_task(name, total=total)
            bars.update(tasks[name], completed=done)

        yield bar
