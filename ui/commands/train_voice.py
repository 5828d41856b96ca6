"""``viva train ravdess | folds | folder | bands``: voice rows of the table, and own recordings."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from models.training_config import read_config
from ui.commands.train import train
from viva.settings import load

ConfigFile = Annotated[Path | None, typer.Option("--config", help="A TOML file of settings.")]
Out = Annotated[
    Path | None, typer.Option(help="Where checkpoints and figures go (default: cache).")
]
Epochs = Annotated[int | None, typer.Option(help="How often to go through the data.")]
Minutes = Annotated[float | None, typer.Option(help="Time budget of one run; 0: none.")]
Seed = Annotated[int | None, typer.Option(help="Seed of everything drawn at random.")]
Threads = Annotated[int | None, typer.Option(help="Processor threads.")]
Normalise = Annotated[
    str | None, typer.Option(help="Bring the bands level over each speaker or each clip.")
]


def register(app: typer.Typer) -> None:
    """The commands join ``viva train``, which ``ui.commands.train`` gives to the app."""
    train.command("ravdess")(ravdess)
    train.command("folds")(folds)
    train.command("folder")(folder)
    train.command("bands")(bands)


def ravdess(
    config: ConfigFile = None,
    network: Annotated[str | None, typer.Option(help="cnn_lstm or time_distributed.")] = None,
    normalise: Normalise = None,
    protocol: Annotated[
        list[str] | None, typer.Option(help="random_80_20 or speaker_independent (default: both).")
    ] = None,
    epochs: Epochs = None,
    minutes: Minutes = None,
    seed: Seed = None,
    threads: Threads = None,
    out: Out = None,
) -> None:
    """Train and measure a network on RAVDESS, a run for each seed or fold. It is not shipped.

    A measuring that was stopped goes on where it was.
    """
    from models.voice.train_sounds import SoundTraining

    flags = {
        "network": network, "normalise": normalise, "epochs": epochs, "minutes": minutes,
        "seed": seed, "threads": threads,
    }  # fmt: skip
    wanted = read_config(SoundTraining, config, flags)
    from models.voice import measure_sounds

    wrong = set(protocol or ()) - set(measure_sounds.PROTOCOLS)
    if wrong:
        raise typer.BadParameter(f"{', '.join(sorted(wrong))}: there are "
                                 f"{' and '.join(measure_sounds.PROTOCOLS)}.")  # fmt: skip
    settings = load()
    target = out or settings.cache_dir / "train" / f"ravdess_{wanted.network}_{wanted.normalise}"
    results = measure_sounds.measure_ravdess(
        settings, wanted, target, _command(), _say(), tuple(protocol or measure_sounds.PROTOCOLS)
    )
    measure_sounds.draw(results, "RAVDESS", target / "results")
    typer.echo(_summary(results, measure_sounds.PROTOCOLS))
    typer.echo(f"The figures are in {target}")


def folds(
    config: ConfigFile = None,
    fold: Annotated[
        list[int] | None, typer.Option(min=0, max=4, help="Only these (default: all five).")
    ] = None,
    epochs: Epochs = None,
    minutes: Minutes = None,
    seed: Seed = None,
    threads: Threads = None,
    out: Out = None,
) -> None:
    """Train and measure the CREMA-D network on each of the five folds of speakers."""
    from models.voice.train import VoiceTraining

    flags = {"epochs": epochs, "minutes": minutes, "seed": seed, "threads": threads}
    wanted = read_config(VoiceTraining, config, flags)
    from models.voice import crema_folds

    settings = load()
    target = out or settings.cache_dir / "train" / "voice_folds"
    results = crema_folds.measure_folds(
        settings, wanted, target, _command(), _say(), tuple(fold or crema_folds.FOLDS)
    )
    crema_folds.draw(results, target / "results")
    typer.echo(_summary(results, ("speaker_independent",)))
    typer.echo(f"The figures are in {target}")


def folder(
    source: Annotated[Path, typer.Argument(help="FOLDER/CLASS/*.wav, or FOLDER/train/CLASS/...")],
    config: ConfigFile = None,
    epochs: Epochs = None,
    minutes: Minutes = None,
    seed: Seed = None,
    threads: Threads = None,
    out: Out = None,
) -> None:
    """Train and measure the voice network on a folder of WAV, FLAC or MP3 files by class."""
    from models.voice.train_sounds import SoundTraining

    flags = {
        "normalise": "clip", "epochs": epochs, "minutes": minutes, "seed": seed,
        "threads": threads,
    }  # fmt: skip
    wanted = read_config(SoundTraining, config, flags)
    from models.voice.train_folder import train_folder

    settings = load()
    target = out or settings.cache_dir / "train" / f"folder_{source.name}"
    results = train_folder(source, settings, wanted, target, _command(), _say())
    typer.echo(_summary(results, ("validation", "test")))
    typer.echo(f"The model and its figures are in {target}")


def bands(out: Out = None) -> None:
    """Measure a support vector machine on CREMA-D's band statistics. It is not shipped."""
    from models.voice.statistics import measure_crema

    settings = load()
    target = (out or settings.cache_dir / "train" / "bands") / "results.json"
    results = measure_crema(settings, target, _say())
    typer.echo(_summary(results, ("speaker_independent",)))
    typer.echo(f"The figures are in {target}")


def _say() -> Any:
    err = Console(stderr=True)
    return lambda line: err.print(line, highlight=False, markup=False)


def _command() -> str:
    return shlex.join(["viva", *sys.argv[1:]])


def _summary(results: dict[str, Any], names: tuple[str, ...]) -> str:
    found = {name: results[name] for name in names if name in results}
    return "\n".join(
        f"{name}: accuracy {got['accuracy']:.1%}, macro-F1 {got['macro_f1']:.3f}"
        for name, got in found.items()
    )
