"""Train a network of the table within a budget of minutes.

The minutes are those of the processor, for each thread, so that a busy machine changes how long a
run takes and not what comes of it.  The learning rate follows them down to nothing, so that a run
ends with a finished network; the weights that count are their running average, of which the epoch
that read PublicTest best is kept.  PrivateTest is never looked at here.
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
from torch import nn
from torch.nn import functional

from models.face.data import Faces
from models.face.lessons import Lesson
from viva.errors import SettingsError


@dataclass(frozen=True)
class PeerTraining:
    """How to train; ``patience``: epochs without a better PublicTest after which it stops."""

    arch: str
    minutes: float = 30.0
    epochs: int = 100
    batch: int = 64
    rate: float = 2e-3
    decay: float = 0.02
    average: float = 0.998
    warm_up: float = 0.06
    patience: int = 15
    seed: int = 0
    threads: int = 2


@dataclass
class Run:
    """Where a run stands; all of it is in the checkpoint."""

    model: nn.Module
    average: nn.Module
    best: nn.Module
    optimiser: torch.optim.Optimizer
    generator: torch.Generator
    epoch: int = 0
    step: int = 0
    seconds: float = 0.0
    clock_s: float = 0.0
    best_score: float = -1.0
    best_epoch: int = 0
    log: list[dict[str, Any]] = dataclasses.field(default_factory=list)

    def progress(self, config: PeerTraining) -> float:
        return min(1.0, max(self.epoch / config.epochs, self.seconds / (config.minutes * 60)))

    def out_of_time(self, config: PeerTraining) -> bool:
        return self.seconds >= config.minutes * 60


def train(
    config: PeerTraining,
    model: nn.Module,
    lesson: Lesson,
    public: Faces,
    folder: Path,
    *,
    resume: bool = False,
    say: Callable[[str], None] = print,
) -> Run:
    """Train ``model``, keeping ``folder/checkpoint.pt`` after each epoch; ``run.best`` answers.

    Raises:
        SettingsError: ``resume`` without a checkpoint of the same network.
    """
    torch.set_num_threads(config.threads)
    folder.mkdir(parents=True, exist_ok=True)
    run = _start(config, model)
    if resume:
        _restore(run, config, folder / "checkpoint.pt")
    while run.progress(config) < 1 and run.epoch - run.best_epoch < config.patience:
        _one_epoch(run, config, lesson, public)
        _save(run, config, folder)
        say(json.dumps(run.log[-1]))
    return run


def _start(config: PeerTraining, model: nn.Module) -> Run:
    model = model.to(memory_format=torch.channels_last)  # pyright: ignore[reportCallIssue]
    optimiser = torch.optim.AdamW(
        [
            {"params": [p for p in model.parameters() if p.ndim > 1]},
            # biases and norms are not decayed
            {"params": [p for p in model.parameters() if p.ndim <= 1], "weight_decay": 0.0},
        ],
        lr=config.rate,
        weight_decay=config.decay,
        fused=True,
    )
    average = copy.deepcopy(model).eval()
    generator = torch.Generator().manual_seed(config.seed)
    return Run(model, average, copy.deepcopy(average), optimiser, generator)


def _one_epoch(run: Run, config: PeerTraining, lesson: Lesson, public: Faces) -> None:
    clock, before = time.monotonic(), run.seconds
    began = time.process_time()

    def spent() -> float:
        return (time.process_time() - began) / config.threads

    run.model.train()
    order = torch.randperm(lesson.pictures, generator=run.generator)
    losses, right, seen = [], 0, 0
    for start in range(0, len(order), config.batch):
        done = _now(run, config, lesson)
        if done >= 1:
            break
        chosen = order[start : start + config.batch]
        if len(chosen) < 2:
            break  # batch norm has no spread of one picture
        _set_rate(run, config, done)
        loss, hits = lesson.loss(run.model, chosen, done, run.generator)
        run.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(run.model.parameters(), 5.0)
        run.optimiser.step()
        run.step += 1
        _follow(run, config.average)
        losses.append(float(loss.detach()))
        right, seen = right + hits, seen + len(chosen)
        run.seconds = before + spent()
    rate = seen / max(spent(), 1e-9)
    run.epoch += 1
    out = lesson.answer(run.average, public)
    score = float((out.argmax(1) == public.labels).mean())
    if score > run.best_score:
        run.best_score, run.best_epoch = score, run.epoch
        run.best.load_state_dict(run.average.state_dict())
    run.seconds = before + spent()
    run.clock_s += time.monotonic() - clock
    public_loss = functional.cross_entropy(torch.from_numpy(out), torch.from_numpy(public.labels))
    run.log.append(
        {
            "epoch": run.epoch,
            "side": lesson.side(run.progress(config)),
            "loss": round(float(np.mean(losses)), 4) if losses else None,
            "accuracy": round(right / seen, 4) if seen else None,
            "public_loss": round(float(public_loss), 4),
            "public_accuracy": round(score, 4),
            "images_per_s": round(rate),
            "minutes": round(run.seconds / 60, 2),
            "minutes_by_the_clock": round(run.clock_s / 60, 2),
        }
    )


def _now(run: Run, config: PeerTraining, lesson: Lesson) -> float:
    """Progress within the epoch too: by the clock, or by the steps of all epochs."""
    steps = config.epochs * max(1, math.ceil(lesson.pictures / config.batch))
    return min(1.0, max(run.step / steps, run.seconds / (config.minutes * 60)))


def _set_rate(run: Run, config: PeerTraining, done: float) -> None:
    rising = min(1.0, (done + 1e-3) / config.warm_up)
    rate = config.rate * rising * 0.5 * (1 + math.cos(math.pi * done))
    for group in run.optimiser.param_groups:
        group["lr"] = max(rate, config.rate * 1e-3)


def _follow(run: Run, average: float) -> None:
    """Move the running average; early on it follows faster, so that the start is forgotten."""
    keep = min(average, (1 + run.step) / (10 + run.step))
    with torch.no_grad():
        theirs = run.model.state_dict()
        for name, value in run.average.state_dict().items():
            if value.is_floating_point():
                value.lerp_(theirs[name], 1 - keep)
            else:
                value.copy_(theirs[name])


_NUMBERS = ("epoch", "step", "seconds", "clock_s", "best_score", "best_epoch", "log")


def _save(run: Run, config: PeerTraining, folder: Path) -> None:
    state = {
        "config": json.dumps(dataclasses.asdict(config)),
        "model": run.model.state_dict(),
        "average": run.average.state_dict(),
        "best": run.best.state_dict(),
        "optimiser": run.optimiser.state_dict(),
        "generator": run.generator.get_state(),
        "at": json.dumps({name: getattr(run, name) for name in _NUMBERS}),
    }
    part = folder / "checkpoint.part"
    torch.save(state, part)
    part.replace(folder / "checkpoint.pt")


def _restore(run: Run, config: PeerTraining, path: Path) -> None:
    try:
        state = torch.load(path, weights_only=True)
    except FileNotFoundError as error:
        raise SettingsError(
            f"There is no checkpoint at {path}.", next_step="Start without --resume."
        ) from error
    if json.loads(state["config"])["arch"] != config.arch:
        raise SettingsError(
            f"The checkpoint at {path} is of another network.",
            next_step=f"Choose the --out that {config.arch} was started with.",
        )
    for name in ("model", "average", "best", "optimiser"):
        getattr(run, name).load_state_dict(state[name])
    run.generator.set_state(state["generator"])
    for name, value in json.loads(state["at"]).items():
        setattr(run, name, value)
