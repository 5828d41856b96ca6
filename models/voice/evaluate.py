"""Write the voice model that is shipped, in SpeechBrain's layout, and measure it.

The temperature and the abstention threshold are fitted on the watched speakers; the held-out fold
is only measured.  RAVDESS shows how the model carries over to another corpus; of its classes the
six that both know are used, calm counting as neutral.
"""

from __future__ import annotations

import dataclasses
import json
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from pydantic import TypeAdapter

from models import measures
from models.voice.data import CLASSES, Clips, load_crema
from models.voice.front_end import (
    SAMPLES,
    as_features,
    colours,
    frames_of,
    mel_picture,
    strangeness,
)
from models.voice.network import Classifier, load
from models.voice.ravdess import Recording
from models.voice.train import Net, VoiceTraining, log_probabilities, split
from viva.settings import Settings

_RIGHT_WHEN_SURE = 0.65  # of the readings that are not "not sure", on the watched speakers

_RAVDESS_TO_CREMA = {
    "neutral": "neutral",
    "calm": "neutral",
    "happy": "happy",
    "sad": "sad",
    "angry": "anger",
    "fearful": "fear",
    "disgust": "disgust",
}

_HYPERPARAMS = """\
# SpeechBrain builds the model from this file, which can name any code: it is checked like a weight.
compute_features: !new:models.voice.front_end.LogMel
mean_var_norm: !new:models.voice.front_end.AsIs
embedding_model: !new:models.voice.network.CnnLstm
  widths: [{widths}]
  hidden: {hidden}
  pools: {pools}
  early: {early}
classifier: !new:models.voice.network.Classifier
  inputs: {inputs}
  classes: {classes}

modules:
  compute_features: !ref <compute_features>
  mean_var_norm: !ref <mean_var_norm>
  embedding_model: !ref <embedding_model>
  classifier: !ref <classifier>

pretrainer: !new:speechbrain.utils.parameter_transfer.Pretrainer
  loadables:
    embedding_model: !ref <embedding_model>
    classifier: !ref <classifier>
  paths:
    embedding_model: embedding_model.ckpt
    classifier: classifier.ckpt
"""


def config_of(saved: dict[str, Any]) -> VoiceTraining:
    return TypeAdapter(VoiceTraining).validate_json(saved["config"])


def export(averaged: Path, target: Path, settings: Settings) -> dict[str, Any]:
    """Write the folder ``target`` from a run's ``averaged.pt``: hyperparams.yaml, two plain state
    dictionaries, and about.json, which is given back."""
    saved = torch.load(averaged, weights_only=True)
    config = config_of(saved)
    net = Net(config).eval()
    net.load_state_dict(saved["average"])
    learned, watched, _ = split(load_crema(settings.data), config)
    out = log_probabilities(net, watched)
    known, strange_above = _familiar(learned)
    temperature = measures.fit_temperature(out, watched.labels)
    threshold = measures.abstention(out, watched.labels, temperature, _RIGHT_WHEN_SURE)
    classifier: Classifier = net.classifier
    classifier.temperature.fill_(temperature)
    target.mkdir(parents=True, exist_ok=True)
    torch.save(net.encoder.state_dict(), target / "embedding_model.ckpt")
    torch.save(classifier.state_dict(), target / "classifier.ckpt")
    (target / "hyperparams.yaml").write_text(
        _HYPERPARAMS.format(
            widths=", ".join(map(str, config.widths)),
            hidden=config.hidden,
            pools=json.dumps(config.pools),
            early=json.dumps(config.early),
            inputs=4 * config.hidden,
            classes=len(CLASSES),
        ),
        encoding="utf-8",
    )
    about = {
        "classes": list(CLASSES),
        "abstain_below": threshold,
        "temperature": temperature,
        "known_colour": [round(float(value), 3) for value in known],
        "strange_above": strange_above,
        "held_out_fold": config.held_out,
        "seed": config.seed,
    }
    (target / "about.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    return about


def _familiar(learned: Clips) -> tuple[NDArray[np.float64], float]:
    """The mean colour of what was learned from, and within what distance 85 % of it lies. (At 95 %
    a fifth of RAVDESS passed, and of that fifth one in seven was read right.)"""
    parts = [slice(start, start + 256) for start in range(0, len(learned), 256)]
    each = np.concatenate([colours(learned.mels[part], learned.frames[part]) for part in parts])
    known = each.mean(axis=0)
    return known, round(float(np.quantile(strangeness(each, known), 0.85)), 3)


def evaluate(folder: Path, config: VoiceTraining, settings: Settings) -> dict[str, Any]:
    """Figures of the shipped folder on the watched speakers and on the held-out fold."""
    model = load(folder)
    about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
    net = _whole(model.mods["embedding_model"], model.mods["classifier"])
    _, watched, held = split(load_crema(settings.data), config)
    out = log_probabilities(net, held)
    threshold = float(about["abstain_below"])

    def of(values: NDArray[np.float32], labels: NDArray[np.int64]) -> dict[str, Any]:
        # the classifier divides by the temperature itself
        return measures.figures(values, labels, CLASSES, 1.0, threshold)

    results = {
        "network": "SpeechBrain EncoderClassifier, CNN-LSTM with attentive pooling",
        "abstain_below": threshold,
        "bytes": sum(path.stat().st_size for path in folder.iterdir()),
        "held_out_speakers": of(out, held.labels),
        "watched_speakers": of(log_probabilities(net, watched), watched.labels),
        "ms_per_window": _milliseconds(model),
    }
    for name, mine in (("male", held.male), ("female", ~held.male)):
        results[f"held_out_{name}"] = of(out[mine], held.labels[mine])
    return results


def on_ravdess(folder: Path, recordings: Iterable[Recording]) -> dict[str, Any]:
    """Figures on RAVDESS clips of the six shared classes, silence at both ends trimmed: over all of
    them, and under ``familiar`` over those whose sound is not too strange to be read."""
    import librosa

    model = load(folder)
    net = _whole(model.mods["embedding_model"], model.mods["classifier"])
    about = json.loads((folder / "about.json").read_text("utf-8"))
    threshold = float(about["abstain_below"])
    pictures, frames, labels = [], [], []
    for one in recordings:
        if one.emotion not in _RAVDESS_TO_CREMA:
            continue
        trimmed, _ = librosa.effects.trim(one.samples, top_db=35)
        pictures.append(mel_picture(trimmed))
        frames.append(frames_of(len(trimmed)))
        labels.append(CLASSES.index(_RAVDESS_TO_CREMA[one.emotion]))
    out = []
    with torch.inference_mode():
        for start in range(0, len(pictures), 128):
            part = slice(start, start + 128)
            lengths = torch.tensor(frames[part], dtype=torch.float32) / 188
            out.append(net(as_features(np.stack(pictures[part])), lengths).numpy())
    values, truth = np.concatenate(out), np.array(labels, np.int64)
    strange = strangeness(
        colours(np.stack(pictures), np.array(frames)), np.array(about["known_colour"])
    )
    familiar = strange <= about["strange_above"]
    return measures.figures(values, truth, CLASSES, 1.0, threshold) | {
        "familiar_share": round(float(familiar.mean()), 4),
        "familiar": measures.figures(values[familiar], truth[familiar], CLASSES, 1.0, threshold),
    }


def _whole(encoder: torch.nn.Module, classifier: torch.nn.Module) -> torch.nn.Module:
    class Whole(torch.nn.Module):
        def forward(self, x: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
            return classifier(encoder(x, lengths)).squeeze(1)

    return Whole()


def _milliseconds(model: Any, repeats: int = 20) -> dict[str, float]:
    """Time of one window of 3 s from sound to probabilities."""
    wave = torch.from_numpy(np.random.default_rng(0).normal(0, 0.1, (1, SAMPLES)))
    times = []
    with torch.inference_mode():
        for _ in range(repeats + 3):
            began = time.perf_counter()
            model.mods["classifier"](model.encode_batch(wave.float()))
            times.append((time.perf_counter() - began) * 1000)
    kept = np.array(times[3:])
    return {
        "p50": round(float(np.median(kept)), 2),
        "p95": round(float(np.quantile(kept, 0.95)), 2),
        "threads": torch.get_num_threads(),
    }


def write_results(
    folder: Path,
    target: Path,
    settings: Settings,
    config: VoiceTraining,
    log: list[dict[str, Any]],
    command: str,
    recordings: Iterable[Recording] = (),
) -> dict[str, Any]:
    """Measure ``folder`` and write the figures with where they come from to ``target``; ``log`` is
    the training's, ``command`` what repeats it."""
    about = measures.provenance(
        config.seed,
        "CREMA-D log-mels: no speaker of the measured fold was trained on or calibrated with; "
        "RAVDESS: never trained on, six shared classes, calm as neutral",
        command,
    )
    results = {
        "about": about,
        "training": {"config": dataclasses.asdict(config), "log": log},
        **evaluate(folder, config, settings),
    }
    if clips := list(recordings):
        results["RAVDESS_six_classes"] = on_ravdess(folder, clips)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    return results
