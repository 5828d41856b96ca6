"""``viva eval``: the evaluation suite. ``viva bench``: the benchmarks."""

from __future__ import annotations

import dataclasses
import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ui import corpora
from ui.commands.replay import replay_and_report


class Half(StrEnum):
    development = "development"
    heldout = "heldout"


class Suite(StrEnum):
    """What "viva eval" can run."""

    replay = "replay"
    choosing = "choosing"
    replies = "replies"
    wordings = "wordings"
    fusion = "fusion"
    faces = "faces"


def register(app: typer.Typer) -> None:
    app.command("eval")(evaluate)
    passed_on = {"allow_extra_args": True, "ignore_unknown_options": True}
    app.command("bench", context_settings=passed_on)(bench)


def evaluate(
    name: Annotated[
        Suite,
        typer.Argument(
            help="replay: the scripted candidates. choosing: simulated ones. replies: labelled "
            "spoken replies. wordings: labelled wordings of questions. fusion: face and voice "
            "together against each alone. faces: what is read from the data folder's real faces."
        ),
    ] = Suite.replay,
    half: Annotated[
        Half,
        typer.Option(help="Of the labelled examples; the held-out half is for final figures only."),
    ] = Half.development,
    out: Annotated[
        Path | None, typer.Option(help="Folder for what is measured (default: a new one).")
    ] = None,
    without_model: Annotated[
        bool, typer.Option("--without-model", help="Leave the language model out.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Replay every scripted candidate by text and print how the verdicts and scores came out.

    "viva eval choosing" instead lets simulated candidates of known skill be given problems, six
    interviews each, and prints whether what they are given comes to fit.

    "viva eval replies" reads labelled spoken replies, as they were said and as they were heard in
    noise, by the rules alone and with the model's second reading; "viva eval wordings" shows
    labelled wordings of questions to the guard.

    "viva eval fusion" pairs held-out faces and voices at random and prints whether both together
    name the emotion more often than either alone; needs the data folder.

    The JSON names the machine, the seed, the commit and the date.  Ends with 1 as "viva replay".
    """
    if name == Suite.replies:
        corpora.replies(half.value, with_model=not without_model, as_json=as_json)
        return
    if name == Suite.wordings:
        corpora.wordings(half.value, as_json=as_json)
        return
    from evals import suite

    if name == Suite.choosing:
        _choosing(as_json=as_json)
        return
    if name == Suite.faces:
        from evals import faces

        seen = faces.measure()
        typer.echo(json.dumps(dataclasses.asdict(seen), indent=2) if as_json else faces.told(seen))
        return
    if name == Suite.fusion:
        _fusion(as_json=as_json)
        return
    how = suite.How(with_model=not without_model)
    if not replay_and_report(["all"], how, out, as_json=as_json):
        raise typer.Exit(1)


def _choosing(*, as_json: bool) -> None:
    from evals import choosing

    found = choosing.measure()
    if as_json:
        typer.echo(json.dumps(dataclasses.asdict(found) | {"passed": found.passed}, indent=2))
    else:
        typer.echo(choosing.told(found))
    if not found.passed:
        raise typer.Exit(1)


def _fusion(*, as_json: bool) -> None:
    from evals import fusion

    found = fusion.measure()
    if as_json:
        typer.echo(json.dumps(dataclasses.asdict(found) | {"passed": found.passed}, indent=2))
    else:
        typer.echo(fusion.told(found))
    if not found.passed:
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
