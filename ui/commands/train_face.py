"""``viva train face``: the shipped network, or any other method of the table, by ``--arch``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from models.training_config import read_config
from ui.commands import train as training
from viva.errors import SettingsError
from viva.settings import Settings, load

_SPLITS = ("PublicTest", "PrivateTest", "PrivateTest_leak_free")
_ROW_MINUTES = 30.0  # the budget of a row of the table where none is given


def register(app: typer.Typer) -> None:
    """Nothing to add: the command joins ``viva train`` below."""


@training.train.command("face")
def face(
    arch: Annotated[
        str, typer.Option(help="What to train; any unknown name lists them.")
    ] = "yolov8-cls",
    config: training.ConfigFile = None,
    scale: Annotated[str | None, typer.Option(help="Size of yolov8-cls: n or s.")] = None,
    epochs: training.Epochs = None,
    minutes: training.Minutes = None,
    seed: training.Seed = None,
    threads: training.Threads = None,
    out: training.Out = None,
    resume: training.Resume = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Train on FER2013, then measure. YOLOv8-cls, which is shipped, unless --arch names another
    method of the table; those have a budget of 30 minutes unless --minutes gives one."""
    from models.face import archs

    flags = {
        "scale": scale, "epochs": epochs, "minutes": minutes, "seed": seed, "threads": threads,
    }  # fmt: skip
    settings, say = load(), training.say(Console(stderr=True))
    folder = out or settings.cache_dir / "train" / ("face" if arch == archs.SHIPPED else arch)
    if arch == archs.SHIPPED:
        results = _shipped(settings, folder, config, flags, resume, say)
    else:
        if config or scale or epochs:
            raise SettingsError(
                f"--config, --scale and --epochs are for {archs.SHIPPED}.",
                next_step="Leave them out; --minutes gives the budget.",
            )
        results = _row(arch, settings, folder, flags, resume, say)
    if as_json:
        typer.echo(json.dumps(results, indent=1))
        return
    typer.echo(training.summary(results, _SPLITS))
    typer.echo(f"Weights and figures are in {folder}")


def _row(
    arch: str, settings: Settings, folder: Path, flags: dict[str, Any], resume: bool, say: Any
) -> dict[str, Any]:
    from models.face import published, rows

    if arch == published.REFERENCE:
        results = published.measure(settings, training.command_line(), say)
    else:
        results = _learned(arch, settings, folder, flags, resume, say)
    rows.write(results, folder / "results.json")
    rows.draw(results, folder / "results")
    return results


def _learned(
    arch: str, settings: Settings, folder: Path, flags: dict[str, Any], resume: bool, say: Any
) -> dict[str, Any]:
    from models.face import archs, rows

    learned = archs.learn(
        arch,
        settings,
        folder,
        minutes=flags["minutes"] or _ROW_MINUTES,
        seed=flags["seed"] or 0,
        threads=flags["threads"] or 2,
        resume=resume,
        say=say,
    )
    return rows.measure(learned, settings, training.command_line())


def _shipped(
    settings: Settings,
    folder: Path,
    config: Path | None,
    flags: dict[str, Any],
    resume: bool,
    say: Any,
) -> dict[str, Any]:
    from models.face import evaluate
    from models.face import train as face_training

    wanted = read_config(face_training.FaceTraining, config, flags)
    averaged = face_training.train(wanted, settings, folder, resume=resume, say=say)
    weights = folder / "face_expression.safetensors"
    evaluate.export(averaged, weights, settings)
    log = json.loads((folder / "log.json").read_text(encoding="utf-8"))
    return evaluate.write_results(
        weights, folder / "results.json", settings, wanted, log, training.command_line()
    )
