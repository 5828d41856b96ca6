"""``viva train voice`` and ``viva models table``; the face is in train_face.py."""

from __future__ import annotations

import dataclasses
import json
import shlex
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from models.table import HEADS, as_markdown, cells, table
from models.training_config import read_config
from viva.settings import load

train = typer.Typer(help="Train the face or the voice model.", no_args_is_help=True)
figures = typer.Typer(help="The models' measured figures.", no_args_is_help=True)

ConfigFile = Annotated[Path | None, typer.Option("--config", help="A TOML file of settings.")]
Out = Annotated[
    Path | None, typer.Option(help="Where checkpoints, weights and figures go (default: cache).")
]
Epochs = Annotated[int | None, typer.Option(help="How often to go through the data.")]
Minutes = Annotated[float | None, typer.Option(help="Time budget; the run anneals to fit it.")]
Seed = Annotated[int | None, typer.Option(help="Seed of everything drawn at random.")]
Threads = Annotated[int | None, typer.Option(help="Processor threads.")]
Resume = Annotated[bool, typer.Option("--resume", help="Go on from the last checkpoint.")]


def register(app: typer.Typer) -> None:
    app.add_typer(train, name="train")
    app.add_typer(figures, name="models")


@train.command("voice")
def voice(
    config: ConfigFile = None,
    epochs: Epochs = None,
    held_out: Annotated[
        int | None, typer.Option("--held-out", min=0, max=4, help="Fold to measure on.")
    ] = None,
    minutes: Minutes = None,
    seed: Seed = None,
    threads: Threads = None,
    out: Out = None,
    resume: Resume = False,
) -> None:
    """Train the SpeechBrain model on CREMA-D's log-mels, then measure it, on RAVDESS as well."""
    from models.voice.train import VoiceTraining

    flags = {
        "epochs": epochs, "held_out": held_out, "minutes": minutes, "seed": seed,
        "threads": threads,
    }  # fmt: skip
    wanted = read_config(VoiceTraining, config, flags)
    from models.voice import evaluate, ravdess
    from models.voice import train as voice_training

    settings, err = load(), Console(stderr=True)
    folder = out or settings.cache_dir / "train" / "voice"
    averaged = voice_training.train(wanted, settings, folder, resume=resume, say=say(err))
    weights = folder / "voice_emotion"
    evaluate.export(averaged, weights, settings)
    has_ravdess = (settings.data / "ravdess" / "labels.csv").is_file()
    results = evaluate.write_results(
        weights,
        folder / "results.json",
        settings,
        wanted,
        _log(folder),
        command_line(),
        ravdess.recordings(settings.data) if has_ravdess else (),
    )
    typer.echo(summary(results, ("held_out_speakers", "RAVDESS_six_classes")))
    if not has_ravdess:
        typer.echo("RAVDESS is not there, so the model was not tried on it.")
    typer.echo(f"Weights and figures are in {folder}")


@train.command("statistics")
def statistics(out: Out = None) -> None:
    """Measure a support vector machine on global statistics of RAVDESS. It is not shipped."""
    from models.voice.statistics import measure

    settings = load()
    target = (out or settings.cache_dir / "train" / "statistics") / "results.json"
    results = measure(settings, target, say(Console(stderr=True)))
    typer.echo(summary(results, ("random_80_20", "speaker_independent")))
    typer.echo(f"The figures are in {target}")


def say(console: Console) -> Any:
    return lambda line: console.print(line, highlight=False, markup=False)


def _log(folder: Path) -> list[dict[str, Any]]:
    return json.loads((folder / "log.json").read_text(encoding="utf-8"))


def command_line() -> str:
    return shlex.join(["viva", *sys.argv[1:]])


def summary(results: dict[str, Any], names: tuple[str, ...]) -> str:
    found = {name: results[name] for name in names if name in results}
    return "\n".join(
        f"{name}: accuracy {got['accuracy']:.1%}, macro-F1 {got['macro_f1']:.3f}"
        for name, got in found.items()
    )


@figures.command("table")
def show_table(
    as_json: Annotated[bool, typer.Option("--json", help="Print the rows as JSON.")] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print a Markdown table.")] = False,
) -> None:
    """What was measured here, beside what earlier systems of this kind report."""
    rows = table()
    if as_json:
        typer.echo(json.dumps([dataclasses.asdict(row) for row in rows], indent=2))
        return
    if markdown:
        typer.echo(as_markdown(rows))
        return
    shown = Table(*HEADS)
    for row in rows:
        shown.add_row(*cells(row))
    Console().print(shown)
