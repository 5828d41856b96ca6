"""Measure a trained face network, calibrate it and write the file that is shipped.

The temperature and the abstention threshold are fitted on PublicTest; PrivateTest is only measured,
in full and without the pictures whose pixels occur in an earlier split.
"""

from __future__ import annotations

import dataclasses
import json
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch

from models import measures
from models.face import network
from models.face.data import CLASSES, VOTES, Faces
from models.face.folder import load_faces
from models.face.train import FaceTraining
from viva.settings import Settings

_RIGHT_WHEN_SURE = 0.75  # of the readings that are not "not sure", on PublicTest


def export(averaged: Path, target: Path, settings: Settings) -> dict[str, str]:
    """Write ``target`` (safetensors, 16-bit floats) from a run's ``averaged.pt``: the outputs
    for the votes are cut off; calibration goes into the metadata, which is given back."""
    from safetensors.torch import save_file

    saved = torch.load(averaged, weights_only=True)
    config = json.loads(saved["config"])
    side = int(config["sizes"][-1][1])
    net = network.build(config["scale"], len(CLASSES) + len(VOTES), settings)
    net.load_state_dict(saved["average"])
    net.eval()
    public = load_faces(settings.data, "PublicTest")
    # the outputs for the votes are cut off before two views are averaged
    seven = _SevenOnly(net)
    out = network.answers(seven, public.images, side)
    temperature = measures.fit_temperature(out, public.labels)
    about = {
        "scale": str(config["scale"]),
        "side": str(side),
        "temperature": str(temperature),
        "abstain_below": str(
            measures.abstention(out, public.labels, temperature, _RIGHT_WHEN_SURE)
        ),
        "classes": ",".join(CLASSES),
        "seed": str(config["seed"]),
    }
    state = {
        name: (value[: len(CLASSES)] if ".linear." in name else value).half().contiguous()
        for name, value in saved["average"].items()
        if value.is_floating_point()
    }
    target.parent.mkdir(parents=True, exist_ok=True)
    save_file(state, target, metadata=about)
    return about


def evaluate(path: Path, settings: Settings) -> dict[str, Any]:
    """Figures of the shipped file on PublicTest and on PrivateTest, official and leak-free."""
    net, about = network.load(path, settings)
    side, temperature = int(about["side"]), float(about["temperature"])
    threshold = float(about["abstain_below"])
    results: dict[str, Any] = {
        "network": f"YOLOv8{about['scale']}-cls",
        "side": side,
        "temperature": temperature,
        "abstain_below": threshold,
        "bytes": path.stat().st_size,
        "ms_per_face": milliseconds(net, side),
    }
    for split in ("PublicTest", "PrivateTest"):
        faces = load_faces(settings.data, split)
        out = network.answers(net, faces.images, side)
        results[split] = measures.figures(out, faces.labels, CLASSES, temperature, threshold)
        if split == "PrivateTest":
            clean = ~faces.leak
            results["PrivateTest_leak_free"] = measures.figures(
                out[clean], faces.labels[clean], CLASSES, temperature, threshold
            )
            results["one_view"] = _one_view(net, faces, side)
    return results


class _SevenOnly(torch.nn.Module):
    """A network in training, with the outputs for the classes alone."""

    def __init__(self, net: torch.nn.Module) -> None:
        super().__init__()
        self.net = net

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        _, out = self.net(x)
        out = out[:, : len(CLASSES)]
        return out.softmax(1), out


def _one_view(net: torch.nn.Module, faces: Faces, side: int) -> dict[str, float]:
    """Accuracy without the mirror image, in half the time."""
    hits = network.logits(net, faces.images, side).argmax(1) == faces.labels
    return {
        "PrivateTest": round(float(hits.mean()), 4),
        "PrivateTest_leak_free": round(float(hits[~faces.leak].mean()), 4),
    }


def milliseconds(net: torch.nn.Module, side: int, repeats: int = 40) -> dict[str, float]:
    """Time of one face and its mirror image through standardising and network, one face a call,
    one thread: two that wait for each other are slower on a busy machine."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    picture = np.random.default_rng(0).integers(0, 255, (1, 48, 48)).astype(np.uint8)
    times = []
    for _ in range(repeats + 5):
        began = time.perf_counter()
        network.answers(net, picture, side)
        times.append((time.perf_counter() - began) * 1000)
    kept = np.array(times[5:])
    torch.set_num_threads(threads)
    return {
        "p50": round(float(np.median(kept)), 2),
        "p95": round(float(np.quantile(kept, 0.95)), 2),
        "threads": 1,
    }


def ran(log: list[dict[str, Any]]) -> dict[str, Any]:
    """How long a training ran and whether its budget, not its epochs, ended it."""
    if not log:
        return {}
    last = log[-1]
    return {"epochs": last["epoch"], "minutes": last["minutes"], "log": log}


def write_results(
    path: Path,
    target: Path,
    settings: Settings,
    config: FaceTraining,
    log: list[dict[str, Any]],
    command: str,
) -> dict[str, Any]:
    """Measure ``path`` and write the figures with where they come from to ``target``; ``log`` is
    the training's, ``command`` what repeats it."""
    about = measures.provenance(
        config.seed,
        "FER2013: trained on Training, calibrated on PublicTest, PrivateTest only measured",
        command,
    )
    training = {"config": dataclasses.asdict(config), **ran(log)}
    if config.begin_from:
        kept = Path(config.begin_from).with_name("log.json")
        training["first_stage"] = ran(json.loads(kept.read_text(encoding="utf-8")))
    results = {
        "about": about,
        "training": training,
        **evaluate(path, settings),
    }
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    return results
