"""The CREMA-D network on all five speaker-independent folds: each is measured by a run that has
never heard its speakers.  The shipped weights are one such run.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from models import measures, plots
from models.voice import protocol
from models.voice.data import CLASSES, load_crema
from models.voice.train import Net, VoiceTraining, log_probabilities, split, train
from viva.settings import Settings

FOLDS = (0, 1, 2, 3, 4)


def measure_folds(
    settings: Settings,
    config: VoiceTraining,
    folder: Path,
    command: str,
    say: Callable[[str], None] = print,
    folds: tuple[int, ...] = FOLDS,
) -> dict[str, Any]:
    """Train and measure ``folds``, each in ``folder/fold_K``; one that is there already is kept.
    Of the next fold every second speaker is watched. Gives and writes ``results.json``.

    Raises:
        SettingsError: the data set is not there.
    """
    clips = load_crema(settings.data)
    results: dict[str, Any] = {
        "about": measures.provenance(
            config.seed, "CREMA-D log-mels, 5 speaker-independent folds, 6 classes", command
        ),
        "training": {"config": dataclasses.asdict(config), "runs": {}},
    }
    outs: list[NDArray[np.float32]] = []
    truths: list[NDArray[np.int64]] = []
    males: list[NDArray[np.bool_]] = []
    for fold in folds:
        mine = dataclasses.replace(config, held_out=fold, watched=(fold + 1) % len(FOLDS))
        _, _, held = split(clips, mine)
        outs.append(_answers(mine, settings, folder / f"fold_{fold}", say))
        truths.append(held.labels)
        males.append(held.male)
        log = json.loads((folder / f"fold_{fold}" / "log.json").read_text(encoding="utf-8"))
        results["training"]["runs"][f"fold_{fold}"] = {"minutes": log[-1]["minutes"], "log": log}
        figures = protocol.pooled(outs, truths, CLASSES)
        sexes = protocol.by_sex(
            np.concatenate(outs), np.concatenate(truths), np.concatenate(males), CLASSES
        )
        done = {"folds": list(folds[: len(outs)]), "by_sex": sexes}
        results["speaker_independent"] = figures | done
        (folder / "results.json").write_text(json.dumps(results, indent=1) + "\n", "utf-8")
        say(f"fold {fold}: {figures['accuracy_each'][-1]:.1%}")
    return results


def _answers(
    config: VoiceTraining, settings: Settings, folder: Path, say: Callable[[str], None]
) -> NDArray[np.float32]:
    kept = folder / "held_out.npy"
    if not kept.is_file():
        begun = (folder / "checkpoint.pt").is_file()
        saved = torch.load(
            train(config, settings, folder, resume=begun, say=say), weights_only=True
        )
        net = Net(config).eval()
        net.load_state_dict(saved["average"])
        _, _, held = split(load_crema(settings.data), config)
        np.save(kept, log_probabilities(net, held))
    return np.load(kept)


def draw(results: dict[str, Any], stem: Path) -> list[Path]:
    """Learning curves and the confusion matrix as ``stem_*.png``."""
    runs = results["training"]["runs"]
    drawn = [stem.with_name(f"{stem.name}_curves.png"), stem.with_name(f"{stem.name}_folds.png")]
    plots.curves({part: run["log"] for part, run in runs.items()}, "CREMA-D", drawn[0])
    plots.confusion(results["speaker_independent"], "CREMA-D, 5 folds", drawn[1])
    return drawn
