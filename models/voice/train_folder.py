"""Train the voice network on anybody's folder of recordings, and measure it there."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch

from models import measures, plots
from models.voice.folder import folder_recordings, look_through
from models.voice.sounds import described, fingerprint, scale_of, whole_summaries
from models.voice.train_sounds import SoundTraining, answers, brought_level, learn
from viva.settings import Settings


def train_folder(
    source: Path,
    settings: Settings,
    config: SoundTraining,
    target: Path,
    command: str,
    say: Callable[[str], None] = print,
) -> dict[str, Any]:
    """Learn from ``source``'s train part; write ``model.pt`` (the state, its classes, its
    configuration, and the scale of summaries), ``results.json`` and two pictures to ``target``.

    A validation part is measured after each epoch and gives the temperature; without one the
    probabilities are left as they are.

    Raises:
        SettingsError: the folder cannot be used, saying why.
    """
    layout = look_through(source, config.seed)
    key = fingerprint(source, layout.split)
    sounds = described(lambda: folder_recordings(layout), layout.classes, key, settings, say)
    train, validation, test = (layout.part(name) for name in ("train", "validation", "test"))
    level = brought_level(sounds, config, train)
    say(f"{len(train)} files to learn from, {len(validation)} to watch, {len(test)} to measure on")
    target.mkdir(parents=True, exist_ok=True)
    checkpoint = target / "checkpoint.pt"
    run = learn(
        config, level, sounds.labels, len(layout.classes), train,
        watched=validation if len(validation) else None, checkpoint=checkpoint, say=say,
    )  # fmt: skip
    temperature = 1.0
    results: dict[str, Any] = {
        "about": measures.provenance(
            config.seed, f"{source.name}, split: {layout.split}; speakers unknown", command
        ),
        "training": {"config": dataclasses.asdict(config), "log": run.log},
    }
    if len(validation):
        out = answers(run.average, level, validation)
        temperature = measures.fit_temperature(out, sounds.labels[validation])
        results["validation"] = measures.figures(
            out, sounds.labels[validation], layout.classes, temperature
        )
    out = answers(run.average, level, test)
    results |= {
        "temperature": temperature,
        "test": measures.figures(out, sounds.labels[test], layout.classes, temperature),
    }
    mean, deviation = scale_of(whole_summaries(sounds)[train])
    saved = {
        "state": run.average.state_dict(),
        "classes": list(layout.classes),
        "temperature": temperature,
        "summary_mean": torch.from_numpy(mean),
        "summary_deviation": torch.from_numpy(deviation),
        "config": json.dumps(dataclasses.asdict(config)),
    }
    torch.save(saved, target / "model.pt")
    checkpoint.unlink(missing_ok=True)
    text = json.dumps(results, indent=1) + "\n"
    (target / "results.json").write_text(text, encoding="utf-8")
    plots.curves({"run": run.log}, source.name, target / "curves.png")
    plots.confusion(results["test"], source.name, target / "confusion.png")
    return results
