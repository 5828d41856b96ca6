"""``viva doctor``: prove each part with a real sample."""

from __future__ import annotations

import dataclasses
import json
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from viva.settings import load


def register(app: typer.Typer) -> None:
    app.command("doctor")(doctor)


def doctor(
    only: Annotated[
        list[str] | None, typer.Argument(help="Parts to examine; all of them if none is named.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Prove each part with a real token, sound, transcript, face and voice reading.

    The exit code is 1 if a part that an interview needs does not work.
    """
    from ui.doctor import checks, examine

    settings = load()
    parts = [check.part for check in checks(settings)]
    if unknown := set(only or []) - set(parts):
        raise typer.BadParameter(f"No part {', '.join(sorted(unknown))}; there are: {parts}")
    err = Console(stderr=True)
    table = Table("part", "", "sample", "seconds", box=None)
    findings = []
    with err.status("examining") as status:
        for finding in examine(settings, tuple(only or ())):
            findings.append(finding)
            status.update(f"{finding.part} examined")
            verdict = "[green]works" if finding.ok else "[red]fails" if finding.needed else "absent"
            note = finding.sample if finding.ok else finding.trouble
            table.add_row(finding.part, verdict, escape(note), f"{finding.seconds:.2f}")
    ok = all(finding.ok for finding in findings if finding.needed)
    if as_json:
        report = {"ok": ok, "findings": [dataclasses.asdict(finding) for finding in findings]}
        typer.echo(json.dumps(report, indent=2))
    else:
        Console().print(table)
    raise typer.Exit(0 if ok else 1)
