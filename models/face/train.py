"""Train YOLOv8-cls on FER2013's Training split.

What differs from a plain run: each picture is standardised; ten extra outputs learn the FER+
votes beside the seven classes and are cut off at export (the votes say what the noisy label hides);
pictures grow during training (small ones are cheap, and early epochs profit little from size);
the weights kept are the running average.  PublicTest is looked at, PrivateTest never.

Progress runs by steps or by the clock, whichever is further, so that a run with a budget in minutes
ends in time with its learning rate fully annealed, however busy the machine is.
"""

from __future__ import annotations

import copy
import dataclasses
import json
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.nn import functional

from models.face import augment, network
from models.face.data import CLASSES, VOTES, Faces, for_training
from models.face.folder import load_faces
from viva.errors import SettingsError
from viva.settings import Settings


@dataclass(frozen=True)
class FaceTraining:
    """How to train. ``sizes``: (from this share of the run on, picture side), in order."""

    scale: network.Scale = "s"
    epochs: int = 45
    minutes: float = 0.0  # 0: no budget
    batch: int = 128
    rate: float = 0.05
    momentum: float = 0.9
    decay: float = 5e-4
    smoothing: float = 0.05
    mixup: float = 0.3
    votes_weight: float = 0.6
    average: float = 0.9985
    sizes: tuple[tuple[float, int], ...] = ((0.0, 48), (0.35, 64), (0.75, 80))
    threads: int = 2
    seed: int = 7
    begin_from: str = ""  # an earlier run's averaged.pt, whose weights this run starts from
    teacher: str = ""  # an earlier run's averaged.pt, whose answers are mixed into the targets
    teacher_share: float = 0.4  # of the target, when there is a teacher

    @property
    def side(self) -> int:
        return self.sizes[-1][1]


@dataclass
class Run:
    """Where a run stands; all of it is in the checkpoint."""

    model: torch.nn.Module
    average: torch.nn.Module
    optimiser: torch.optim.Optimizer
    generator: torch.Generator
    epoch: int = 0
    step: int = 0
    seconds: float = 0.0
    log: list[dict[str, Any]] = dataclasses.field(default_factory=list)


def train(
    config: FaceTraining,
    settings: Settings,
    folder: Path,
    *,
    resume: bool = False,
    say: Callable[[str], None] = print,
    limit: int | None = None,
) -> Path:
    """Train, keeping ``folder/checkpoint.pt`` after each epoch; gives ``folder/averaged.pt``.

    ``limit`` uses only the first pictures, for a quick try.

    Raises:
        SettingsError: no data set, or ``resume`` without a checkpoint of the same configuration.
    """
    torch.set_num_threads(config.threads)
    faces = for_training(load_faces(settings.data, "Training"))
    public = load_faces(settings.data, "PublicTest")
    if limit:
        faces, public = (f.where(np.arange(len(f)) < limit) for f in (faces, public))
    folder.mkdir(parents=True, exist_ok=True)
    run = _start(config, settings)
    if resume:
        _restore(run, config, folder / "checkpoint.pt")
    steps = config.epochs * (len(faces) // config.batch)
    say(f"{len(faces)} pictures, {steps} steps, YOLOv8{config.scale}-cls")
    pictures = torch.from_numpy(network.standardise(faces.images))
    targets = _targets(faces, config.smoothing)
    if config.teacher:
        targets = _with_teacher(targets, faces, config, settings)
    while _progress(run, config, steps) < 1:
        _one_epoch(run, config, pictures, targets, steps)
        # at the size it is learning now: it knows larger faces only later
        score = _accuracy(run.average, public, run.log[-1]["side"] or config.side)
        run.log[-1] |= {"public_accuracy": round(score, 4)}
        _save(run, config, folder)
        say(json.dumps(run.log[-1]))
    return folder / "averaged.pt"


def _start(config: FaceTraining, settings: Settings) -> Run:
    torch.manual_seed(config.seed)
    model = network.build(config.scale, len(CLASSES) + len(VOTES), settings)
    if config.begin_from:
        model.load_state_dict(_averaged_of(config.begin_from, config.scale))
    model = model.to(memory_format=torch.channels_last)  # pyright: ignore[reportCallIssue]
    # biases and batch norms are not decayed
    plain = [p for p in model.parameters() if p.ndim > 1]
    free = [p for p in model.parameters() if p.ndim <= 1]
    optimiser = torch.optim.SGD(
        [{"params": plain, "weight_decay": config.decay}, {"params": free, "weight_decay": 0.0}],
        lr=config.rate,
        momentum=config.momentum,
        nesterov=True,
    )
    generator = torch.Generator().manual_seed(config.seed)
    average = copy.deepcopy(model).eval()
    return Run(model, average, optimiser, generator)


def _targets(faces: Faces, smoothing: float) -> torch.Tensor:
    """(n, 7 + 10): the smoothed class, then the shares of the FER+ votes."""
    classes = functional.one_hot(torch.from_numpy(faces.labels), len(CLASSES)).float()
    classes = classes * (1 - smoothing) + smoothing / len(CLASSES)
    return torch.cat([classes, torch.from_numpy(faces.votes)], 1)


def _averaged_of(path: str, scale: str) -> dict[str, Any]:
    """The averaged weights of an earlier run.

    Raises:
        SettingsError: there are none, or they are of another network.
    """
    try:
        saved = torch.load(path, weights_only=True)
    except FileNotFoundError as error:
        raise SettingsError(
            f"There is no earlier run at {path}.",
            next_step="Train it first, with --out naming its folder; it leaves averaged.pt there.",
        ) from error
    if json.loads(saved["config"])["scale"] != scale:
        raise SettingsError(
            f"The run at {path} is of another network.", next_step=f"Choose one of scale {scale}."
        )
    return saved["average"]


def _with_teacher(
    targets: torch.Tensor, faces: Faces, config: FaceTraining, settings: Settings
) -> torch.Tensor:
    """Mix an earlier network's answers into the class targets (born-again networks, Furlanello et
    al. 2018): they say which other classes a face resembles, which the single label does not."""
    net = network.build(config.scale, len(CLASSES) + len(VOTES), settings)
    net.load_state_dict(_averaged_of(config.teacher, config.scale))
    net.eval()
    out = sum(
        network.logits(net, np.ascontiguousarray(images), config.side)[:, : len(CLASSES)]
        for images in (faces.images, faces.images[:, :, ::-1])
    )
    taught = torch.softmax(torch.as_tensor(out) / 2, 1)
    share = config.teacher_share
    mixed = (1 - share) * targets[:, : len(CLASSES)] + share * taught
    return torch.cat([mixed, targets[:, len(CLASSES) :]], 1)


def _progress(run: Run, config: FaceTraining, steps: int) -> float:
    clock = run.seconds / (config.minutes * 60) if config.minutes else 0.0
    return min(1.0, max(run.step / steps, clock))


def _one_epoch(
    run: Run, config: FaceTraining, pictures: torch.Tensor, targets: torch.Tensor, steps: int
) -> None:
    run.model.train()
    order = torch.randperm(len(pictures), generator=run.generator)
    losses, side, began = [], 0, time.monotonic()
    for start in range(0, len(order) - config.batch + 1, config.batch):
        step_began = time.monotonic()
        done = _progress(run, config, steps)
        if done >= 1:
            break
        side = [size for share, size in config.sizes if done >= share][-1]
        rate = config.rate * min(1.0, (run.step + 1) / 300) * 0.5 * (1 + math.cos(math.pi * done))
        for group in run.optimiser.param_groups:
            group["lr"] = max(rate, config.rate * 1e-4)
        batch = order[start : start + config.batch]
        losses.append(_one_step(run, config, pictures[batch], targets[batch], side))
        run.step += 1
        _follow(run, config.average)
        run.seconds += time.monotonic() - step_began
    run.epoch += 1
    run.log.append(
        {
            "epoch": run.epoch,
            "side": side,
            "loss": round(float(np.mean(losses)), 4) if losses else None,
            "images_per_s": round(len(losses) * config.batch / (time.monotonic() - began)),
            "minutes": round(run.seconds / 60, 2),
            "progress": round(_progress(run, config, steps), 3),
        }
    )


def _one_step(
    run: Run, config: FaceTraining, x: torch.Tensor, targets: torch.Tensor, side: int
) -> float:
    x = augment.warp(x, side, run.generator)
    x = augment.erase(augment.light(x, run.generator), run.generator)
    x, targets = augment.mix(x, targets, config.mixup, run.generator)
    x = x.contiguous(memory_format=torch.channels_last)
    with torch.autocast("cpu", torch.bfloat16):
        out = run.model(x)
    out = out.float()
    seven = len(CLASSES)
    loss = functional.cross_entropy(out[:, :seven], targets[:, :seven])
    # rows without votes have an all-zero target and so add nothing
    loss = loss + config.votes_weight * functional.cross_entropy(out[:, seven:], targets[:, seven:])
    run.optimiser.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(run.model.parameters(), 5.0)
    run.optimiser.step()
    return float(loss.detach())


def _follow(run: Run, average: float) -> None:
    """Move the running average; early on it follows faster, so that the start is forgotten."""
    keep = average * (1 - math.exp(-run.step / 800))
    with torch.no_grad():
        ours, theirs = run.average.state_dict(), run.model.state_dict()
        for name, value in ours.items():
            if value.is_floating_point():
                value.lerp_(theirs[name], 1 - keep)
            else:
                value.copy_(theirs[name])


def _accuracy(model: torch.nn.Module, faces: Faces, side: int) -> float:
    found = network.logits(model, faces.images, side)[:, : len(CLASSES)].argmax(1)
    return float((found == faces.labels).mean())


def _save(run: Run, config: FaceTraining, folder: Path) -> None:
    state = {
        "config": json.dumps(dataclasses.asdict(config)),
        "model": run.model.state_dict(),
        "average": run.average.state_dict(),
        "optimiser": run.optimiser.state_dict(),
        "generator": run.generator.get_state(),
        "at": [run.epoch, run.step, run.seconds],
        "log": json.dumps(run.log),
    }
    part = folder / "checkpoint.part"
    torch.save(state, part)
    part.replace(folder / "checkpoint.pt")
    torch.save({"average": state["average"], "config": state["config"]}, part)
    part.replace(folder / "averaged.pt")
    (folder / "log.json").write_text(json.dumps(run.log, indent=1), encoding="utf-8")


def _restore(run: Run, config: FaceTraining, path: Path) -> None:
    try:
        state = torch.load(path, weights_only=True)
    except FileNotFoundError as error:
        raise SettingsError(
            f"There is no checkpoint at {path}.", next_step="Start without --resume."
        ) from error
    if json.loads(state["config"])["scale"] != config.scale:
        raise SettingsError(
            f"The checkpoint at {path} is of another network.",
            next_step="Resume with the configuration it was started with.",
        )
    run.model.load_state_dict(state["model"])
    run.average.load_state_dict(state["average"])
    run.optimiser.load_state_dict(state["optimiser"])
    run.generator.set_state(state["generator"])
    run.epoch, run.step, run.seconds = int(state["at"][0]), int(state["at"][1]), state["at"][2]
    run.log = json.loads(state["log"])
