"""Train and measure a network on RAVDESS, once for each part of the protocol, for the table.

Nothing that learned from RAVDESS is shipped.  Each run's answers are kept as it ends, so a
measuring that was stopped goes on where it was, and the results file holds what is done so far.
"""

from __future__ import annotations

import dataclasses
import json
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models import measures, plots
from models.voice import protocol
from models.voice.sounds import Sounds, ravdess_sounds
from models.voice.train_sounds import (
    Level,
    Run,
    SoundTraining,
    answers,
    brought_level,
    learn,
)
from viva.errors import SettingsError
from viva.settings import Settings

PROTOCOLS = ("random_80_20", "speaker_independent")
_MEMBERS = {
    "summary": "one SpeechBrain layer on each clip's summary",
    "cnn_lstm": "SpeechBrain CNN-LSTM",
    "cnn_lstm_summary": "SpeechBrain CNN-LSTM with each clip's summary beside it",
    "time_distributed": "four feature blocks on windows of 0.64 s, two LSTM cells",
}
_LEVELLED = {
    "speaker": "each band, and each number of the summary, brought to mean 0 and deviation 1 over "
    "all clips of its speaker, the measured ones too, without their labels",
    "clip": "each band brought to mean 0 and deviation 1 over each clip alone, each number of the "
    "summary over all clips",
}


def measure_ravdess(
    settings: Settings,
    config: SoundTraining,
    folder: Path,
    command: str,
    say: Callable[[str], None] = print,
    wanted: tuple[str, ...] = PROTOCOLS,
) -> dict[str, Any]:
    """The runs of ``wanted`` on RAVDESS, in ``folder``; gives and writes ``results.json``.

    Raises:
        SettingsError: no data set, or the folder holds runs of another configuration.
    """
    return measure(ravdess_sounds(settings, say), config, folder, command, say, wanted)


def measure(
    sounds: Sounds,
    config: SoundTraining,
    folder: Path,
    command: str,
    say: Callable[[str], None] = print,
    wanted: tuple[str, ...] = PROTOCOLS,
) -> dict[str, Any]:
    """As :func:`measure_ravdess`, on any clips with speakers and folds."""
    _claim(folder, config)
    level = brought_level(sounds, config)
    splits = {
        "random_80_20": protocol.random_splits(len(sounds)),
        "speaker_independent": protocol.speaker_folds(sounds.fold),
    }
    results: dict[str, Any] = {
        "about": measures.provenance(
            config.seed, f"RAVDESS, {len(sounds.classes)} classes; {_LEVELLED[config.normalise]}",
            command,
        ),
        "training": {"config": dataclasses.asdict(config), "runs": {}},
    }  # fmt: skip
    for name in wanted:
        outs: dict[str, NDArray[np.float32]] = {}
        for part, test in splits[name].items():
            outs[part], about = _run(sounds, level, config, folder / part, test, say)
            results["training"]["runs"][part] = about
            results |= described_run(results["training"]["runs"], config)
            results[name] = _figures(sounds, splits[name], outs)
            _write(folder / "results.json", results)
            say(f"{name}, {part}: {results[name]['accuracy_each'][-1]:.1%}")
    return results


def described_run(runs: dict[str, dict[str, Any]], config: SoundTraining) -> dict[str, Any]:
    """What the table says of the training: the member of its family, and how long its runs were."""
    minutes = [run["minutes"] for run in runs.values()]
    several = f", the mean of {config.members} that differ in their seed" * (config.members > 1)
    return {
        "member": f"{_MEMBERS[config.network]}{several}, level per {config.normalise}; each run",
        "training": {
            "config": dataclasses.asdict(config),
            "minutes": round(float(np.mean(minutes)), 2),
            "budget_minutes": config.minutes,
            "epochs": min(run["epochs"] for run in runs.values()),
            "ended_by_budget": any(run["ended_by_budget"] for run in runs.values()),
            "runs": runs,
        },
    }


def _claim(folder: Path, config: SoundTraining) -> None:
    """Runs of two configurations in one folder would be mixed into one figure."""
    folder.mkdir(parents=True, exist_ok=True)
    kept, mine = folder / "config.json", json.dumps(dataclasses.asdict(config), indent=1)
    if kept.is_file() and kept.read_text(encoding="utf-8") != mine:
        raise SettingsError(
            f"{folder} holds runs of another configuration.",
            next_step="Name another folder with --out, or remove this one.",
        )
    kept.write_text(mine, encoding="utf-8")


def _run(
    sounds: Sounds,
    level: Level,
    config: SoundTraining,
    stem: Path,
    test: NDArray[np.bool_],
    say: Callable[[str], None],
) -> tuple[NDArray[np.float32], dict[str, Any]]:
    """What one run says of its measured clips, and how the training went."""
    kept = stem.with_suffix(".npz")
    measured = np.flatnonzero(test)
    if not kept.is_file():
        outs, abouts, checkpoints = [], [], []
        for member in range(config.members):
            own = replace(config, seed=config.seed + member)
            checkpoints.append(stem.with_name(f"{stem.name}_{member}.pt"))
            run = learn(
                own, level, sounds.labels, len(sounds.classes), np.flatnonzero(~test),
                checkpoint=checkpoints[-1], say=say,
            )  # fmt: skip
            began = time.perf_counter()
            outs.append(answers(run.average, level, measured))
            abouts.append(_about(run, (time.perf_counter() - began) / len(measured)))
        part = kept.with_suffix(".part.npz")
        about = _together(abouts)
        np.savez(part, out=np.mean(outs, axis=0), about=np.array(json.dumps(about)))
        part.replace(kept)
        for checkpoint in checkpoints:
            checkpoint.unlink(missing_ok=True)
    with np.load(kept) as found:
        return found["out"], json.loads(str(found["about"]))


def _together(abouts: list[dict[str, Any]]) -> dict[str, Any]:
    """What several networks cost in all; the log is the first one's."""
    sums = ("minutes", "weights", "bytes", "ms_per_clip")
    whole = {name: round(sum(about[name] for about in abouts), 2) for name in sums}
    ended = any(about["ended_by_budget"] for about in abouts)
    return abouts[0] | whole | {"members": len(abouts), "ended_by_budget": ended}


def _about(run: Run, seconds_each: float) -> dict[str, Any]:
    weights = sum(value.numel() for value in run.average.state_dict().values())
    return {
        "minutes": round(run.seconds / 60, 2),
        "epochs": run.epoch,
        "ended_by_budget": run.ended_by_budget,
        "weights": weights,
        "bytes": 4 * weights,
        "ms_per_clip": round(seconds_each * 1000, 2),
        "log": run.log,
    }


def _figures(
    sounds: Sounds, splits: protocol.Masks, outs: dict[str, NDArray[np.float32]]
) -> dict[str, Any]:
    done = [np.flatnonzero(splits[part]) for part in outs]
    values = list(outs.values())
    figures = protocol.pooled(values, [sounds.labels[at] for at in done], sounds.classes)
    at = np.concatenate(done)
    sexes = protocol.by_sex(
        np.concatenate(values), sounds.labels[at], sounds.male[at], sounds.classes
    )
    figures["by_sex"] = {
        name: {key: found[key] for key in ("n", "accuracy", "accuracy_interval_95", "macro_f1")}
        for name, found in sexes.items()
    }
    return {"runs_done": len(outs), "runs": len(splits)} | figures


def _write(target: Path, results: dict[str, Any]) -> None:
    part = target.with_suffix(".part")
    part.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    part.replace(target)


def draw(results: dict[str, Any], title: str, stem: Path) -> list[Path]:
    """Learning curves and confusion matrices of ``results`` as ``stem_*.png``."""
    runs = results["training"]["runs"]
    drawn = [stem.with_name(f"{stem.name}_curves.png")]
    plots.curves({part: run["log"] for part, run in runs.items()}, title, drawn[0])
    for name in PROTOCOLS:
        if name in results:
            drawn.append(stem.with_name(f"{stem.name}_{name}_confusion.png"))
            plots.confusion(results[name], f"{title}, {name.replace('_', ' ')}", drawn[-1])
    return drawn
