"""``viva bank smallest``: the smallest input on which each wrong solution goes wrong."""

from __future__ import annotations

import dataclasses
import json
from typing import Annotated

import typer
from rich.console import Console

from ui.commands.bank import bank


def register(app: typer.Typer) -> None:
    bank.command("smallest")(smallest)


def smallest(
    slugs: Annotated[
        list[str] | None, typer.Argument(help="Problems to look at; all of them if none is named.")
    ] = None,
    runs: Annotated[int, typer.Option(min=100, help="Runs of each wrong solution.")] = 6_000,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Find the smallest failing input of every wrong solution, and prove that it is the smallest.

    "smallest" says that every smaller input in a small scope was tried and is answered as the
    reference answers it; "small" that the runs were used up before.
    """
    from question_bank.bank import load_bank, load_problem
    from question_bank.smallest import EFFORT, Smallest, shown, smallest_of
    from tools.code.sandbox import open_sandbox
    from viva.settings import load

    sandbox = open_sandbox(load())
    problems = [load_problem(s) for s in slugs] if slugs else list(load_bank().values())
    effort = dataclasses.replace(EFFORT, inputs=runs)
    out = Console(highlight=False, soft_wrap=True)
    found: list[Smallest] = []
    for problem in problems:
        if not problem.inputs and not as_json:
            out.print(f"{problem.slug}: has no inputs.py")
        for one in smallest_of(problem, sandbox, effort):
            found.append(one)
            if as_json:
                continue
            if one.failing is None:
                out.print(f"[bold red]none[/] {one.slug}/{one.wrong}")
                continue
            word = "smallest" if one.failing.proved else "small"
            call = shown(one.failing, problem.signature.entry)
            gives = one.failing.error or f"{one.failing.got!r}"
            out.print(
                f"{word} {one.slug}/{one.wrong}: {call} gives {gives}, not"
                f" {one.failing.expected!r} ({one.failing.tried} tried)",
                markup=False,
            )
    totals = {
        "problems": sum(bool(p.inputs) for p in problems),
        "without_inputs": [p.slug for p in problems if not p.inputs],
        "wrong_solutions": len(found),
        "found": sum(one.failing is not None for one in found),
        "proved_smallest": sum(one.failing is not None and one.failing.proved for one in found),
        "cpu_s": round(sum(one.cpu_s for one in found), 1),
    }
    if as_json:
        listed = [dataclasses.asdict(one) for one in found]
        typer.echo(json.dumps(totals | {"results": listed}, indent=2))
    else:
        out.print(
            f"{totals['found']} of {totals['wrong_solutions']} wrong solutions of"
            f" {totals['problems']} problems fail on an input that was found;"
            f" {totals['proved_smallest']} of these are proved to be the smallest."
        )
    if totals["found"] < totals["wrong_solutions"]:
        raise typer.Exit(1)
