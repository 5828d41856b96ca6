"""Train the voice network on clips of real sound: RAVDESS for the table, or anybody's folder.

One run learns from some clips and says what it makes of others; which, the protocol decides.
"""

from __future__ import annotations

import copy
import json
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from models.voice.network import Classifier, CnnLstm, Summarised
from models.voice.sounds import SPEEDS, SUMMARY, Sounds, normalised, summaries
from models.voice.time_distributed import TimeDistributed
from models.voice.train import follow


@dataclass(frozen=True, eq=False)
class Level:
    """Clips brought to one level, at each speed: ``mels`` (frames, 64), ``summaries``
    (n, SUMMARY)."""

    mels: dict[float, list[NDArray[np.float32]]]
    summaries: dict[float, NDArray[np.float32]]


@dataclass(frozen=True)
class SoundTraining:
    """How to train. ``network``: convolutions and LSTM with the clip's summary beside them, either
    alone, or the time-distributed one. ``normalise``: what every band, and every number of the
    summary, is brought to mean 0 and deviation 1 over: all clips of a speaker (labels unseen), or
    each clip alone (the summary then: all clips). ``crop``: frames of 20 ms. ``minutes``: of each
    thread's processor time, so that a busy machine changes nothing but the wait; 0: no limit."""

    network: Literal["cnn_lstm_summary", "cnn_lstm", "summary", "time_distributed"] = (
        "cnn_lstm_summary"
    )
    normalise: Literal["speaker", "clip"] = "speaker"
    epochs: int = 40
    minutes: float = 3.5
    batch: int = 32
    rate: float = 2e-3
    decay: float = 0.02
    smoothing: float = 0.1
    mixup: float = 0.3
    average: float = 0.99
    crop: int = 100
    widths: tuple[int, int, int, int] = (32, 32, 64, 64)
    hidden: int = 64
    dropout: float = 0.15
    summary_width: int = 512
    threads: int = 1
    seed: int = 7
    members: int = 1  # networks that differ in their seed alone, whose answers are averaged


class SoundNet(torch.nn.Module):
    """(n, time, 64) and (n, SUMMARY) -> (n, classes) log-probabilities."""

    def __init__(self, config: SoundTraining, classes: int) -> None:
        super().__init__()
        self.encoder: torch.nn.Module | None = None
        self.summarised: torch.nn.Module | None = None
        outputs = 0
        if config.network == "time_distributed":
            self.encoder = TimeDistributed(config.widths, config.hidden)
            outputs += config.hidden
        elif config.network != "summary":
            pools, early = ((2, 2), (1, 1), (2, 2)), (1, 2)
            self.encoder = CnnLstm(config.widths, config.hidden, config.dropout, pools, early)
            outputs += 4 * config.hidden
        if "summary" in config.network:
            self.summarised = Summarised(SUMMARY, config.summary_width)
            outputs += config.summary_width
        self.classifier = Classifier(outputs, classes)

    def forward(
        self, x: torch.Tensor, lengths: torch.Tensor, summary: torch.Tensor
    ) -> torch.Tensor:
        parts = []
        if self.encoder is not None:
            parts.append(self.encoder(x, lengths))
        if self.summarised is not None:
            parts.append(self.summarised(summary)[:, None])
        return self.classifier(torch.cat([part.float() for part in parts], dim=2)).squeeze(1)


def brought_level(
    sounds: Sounds, config: SoundTraining, over: NDArray[np.int64] | None = None
) -> Level:
    """The clips normalised as ``config`` says; where that is not by speaker, the summaries over the
    clips ``over`` (default: all)."""
    if config.normalise == "speaker":
        return Level(normalised(sounds, sounds.speaker), summaries(sounds, sounds.speaker))
    each, together = np.arange(len(sounds)), np.zeros(len(sounds), np.int64)
    return Level(normalised(sounds, each), summaries(sounds, together, over))


@dataclass(eq=False)
class Run:
    """One training: the network that learns, its running average (the result), and how far it is.
    ``log``: for each epoch the loss, the accuracy on what was learned from, altered and mixed as it
    was, and on watched clips where there are any."""

    net: SoundNet
    average: SoundNet
    optimiser: torch.optim.Optimizer
    epoch: int
    step: int
    seconds: float
    log: list[dict[str, Any]]
    ended_by_budget: bool = False

    @classmethod
    def new(cls, config: SoundTraining, classes: int) -> Run:
        torch.set_num_threads(config.threads)
        torch.manual_seed(config.seed)
        net = SoundNet(config, classes)
        optimiser = torch.optim.AdamW(net.parameters(), lr=config.rate, weight_decay=config.decay)
        return cls(net, copy.deepcopy(net).eval(), optimiser, 0, 0, 0.0, [])

    def save(self, path: Path) -> None:
        state = {
            "net": self.net.state_dict(),
            "average": self.average.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "at": json.dumps([self.epoch, self.step, self.seconds, self.log]),
        }
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        torch.save(state, part)
        part.replace(path)

    def restore(self, path: Path) -> None:
        state = torch.load(path, weights_only=True)
        self.net.load_state_dict(state["net"])
        self.average.load_state_dict(state["average"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.epoch, self.step, self.seconds, self.log = json.loads(state["at"])


def learn(
    config: SoundTraining,
    level: Level,
    labels: NDArray[np.int64],
    classes: int,
    to_learn: NDArray[np.int64],
    *,
    watched: NDArray[np.int64] | None = None,
    checkpoint: Path | None = None,
    say: Callable[[str], None] = print,
) -> Run:
    """Train on the clips numbered in ``to_learn``. Goes on from ``checkpoint`` if it is there, and
    keeps one after every fifth epoch; ``watched`` clips are measured after each epoch and steer
    nothing."""
    run = Run.new(config, classes)
    if checkpoint and checkpoint.is_file():
        run.restore(checkpoint)
    steps = config.epochs * math.ceil(len(to_learn) / config.batch)
    generator = torch.Generator().manual_seed(config.seed + run.epoch)
    while _done(run, config, steps) < 1:
        began, before = time.process_time(), run.seconds
        losses: list[float] = []
        hits: list[float] = []
        order = torch.randperm(len(to_learn), generator=generator).numpy()
        for start in range(0, len(order), config.batch):
            done = _done(run, config, steps)
            if done >= 1:
                break
            batch = to_learn[order[start : start + config.batch]]
            if len(batch) > 1:  # batch normalisation needs two
                loss, hit = _step(run, config, level, labels, batch, done, generator)
                losses.append(loss)
                hits.append(hit)
            run.step += 1
            run.seconds = before + (time.process_time() - began) / config.threads
        run.epoch += 1
        entry = {
            "epoch": run.epoch,
            "loss": round(float(np.mean(losses)), 4),
            "learned_accuracy": round(float(np.mean(hits)), 4),
        }
        if watched is not None:
            found = log_probabilities(run.average, level, watched).argmax(1)
            entry["watched_accuracy"] = round(float((found == labels[watched]).mean()), 4)
        run.log.append(entry | {"minutes": round(run.seconds / 60, 2)})
        if checkpoint and (run.epoch % 5 == 0 or _done(run, config, steps) >= 1):
            run.save(checkpoint)
        say(json.dumps(run.log[-1]))
    run.ended_by_budget = run.step < steps
    return run


def _done(run: Run, config: SoundTraining, steps: int) -> float:
    clock = run.seconds / (config.minutes * 60) if config.minutes else 0.0
    return min(1.0, max(run.step / steps, clock))


def _step(
    run: Run,
    config: SoundTraining,
    level: Level,
    labels: NDArray[np.int64],
    batch: NDArray[np.int64],
    done: float,
    generator: torch.Generator,
) -> tuple[float, float]:
    """One step on one batch: its loss, and the share of its (altered, mixed) clips named right."""
    run.net.train()
    warm = min(1.0, (run.step + 1) / 100)
    for group in run.optimiser.param_groups:
        group["lr"] = config.rate * warm * max(1e-3, 0.5 * (1 + math.cos(math.pi * done)))
    x, lengths, summary = _crops(level, batch, config.crop, generator)
    targets = functional.one_hot(torch.from_numpy(labels[batch]), _classes(run.net)).float()
    targets = targets * (1 - config.smoothing) + config.smoothing / targets.shape[1]
    if config.network == "summary":
        x = x[:, :1, :1]  # not looked at
    x, lengths, summary, targets = _augmented(x, lengths, summary, targets, config.mixup, generator)
    with torch.autocast("cpu", torch.bfloat16):
        out = run.net(x, lengths, summary)
    loss = -(targets * out.float()).sum(1).mean()
    run.optimiser.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(run.net.parameters(), 5.0)
    run.optimiser.step()
    follow(run.average, run.net, config.average * (1 - math.exp(-run.step / 100)))
    hit = (out.argmax(1) == targets.argmax(1)).float().mean()
    return float(loss.detach()), float(hit)


def _classes(net: SoundNet) -> int:
    return net.classifier.linear.out_features


def _crops(
    level: Level, batch: NDArray[np.int64], crop: int, generator: torch.Generator
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """(n, crop, 64), (n,) share that is sound, and (n, SUMMARY) summary of the whole: each clip
    at a random speed, from a random frame; a shorter one is filled up with 0, the mean."""
    x, lengths = torch.zeros(len(batch), crop, 64), torch.ones(len(batch))
    draws = torch.rand(len(batch), 2, generator=generator).tolist()
    summary = torch.zeros(len(batch), level.summaries[1.0].shape[1])
    for row, (clip, (draw, first)) in enumerate(zip(batch, draws, strict=True)):
        speed = SPEEDS[int(draw * len(SPEEDS))]
        summary[row] = torch.from_numpy(level.summaries[speed][clip])
        one = level.mels[speed][clip]
        start = int(first * (max(0, len(one) - crop) + 1))
        piece = one[start : start + crop]
        x[row, : len(piece)] = torch.from_numpy(piece)
        lengths[row] = len(piece) / crop
    return x, lengths, summary


def _augmented(
    x: torch.Tensor,
    lengths: torch.Tensor,
    summary: torch.Tensor,
    targets: torch.Tensor,
    mixup: float,
    generator: torch.Generator,
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    """Another voice, another room, SpecAugment (Park et al. 2019) and mixup (Zhang et al. 2018)."""
    n, time_steps, bands = x.shape

    def draw(low: float, high: float, *shape: int) -> torch.Tensor:
        return torch.rand(*shape, generator=generator) * (high - low) + low

    x = torch.roll(x, int(torch.randint(-2, 3, (1,), generator=generator)), dims=2)
    tilt = torch.linspace(-1, 1, bands)
    x = x * draw(0.85, 1.15, n, 1, 1) + draw(-0.2, 0.2, n, 1, 1) + tilt * draw(-0.2, 0.2, n, 1, 1)
    floor = draw(-2.0, -0.5, n, 1, 1)  # in some, what is below a floor drowns in noise
    noisy = torch.maximum(x, floor + 0.1 * torch.randn(x.shape, generator=generator))
    x = torch.where(draw(0, 1, n, 1, 1) < 0.3, noisy, x)
    summary = summary + 0.3 * torch.randn(summary.shape, generator=generator)
    across, along = torch.arange(bands)[None, None], torch.arange(time_steps)[None, :, None]
    for axis, longest in ((across, 10), (across, 10), (along, 16), (along, 16)):
        width = draw(0, longest, n, 1, 1)
        first = draw(0, 1, n, 1, 1) * (axis.numel() - width)
        x = x.masked_fill((axis >= first) & (axis < first + width), 0.0)
    if mixup:
        keep = 1 - 0.5 * float(torch.rand(1, generator=generator)) ** (1 / mixup)
        other = torch.randperm(n, generator=generator)
        x, summary, targets = (keep * v + (1 - keep) * v[other] for v in (x, summary, targets))
        lengths = torch.maximum(lengths, lengths[other]) if keep < 0.8 else lengths
    return x, lengths, summary, targets


def answers(net: SoundNet, level: Level, clips: NDArray[np.int64]) -> NDArray[np.float32]:
    """(n, classes) mean log-probabilities over the three speeds of each clip."""
    each = [log_probabilities(net, level, clips, speed) for speed in SPEEDS]
    return np.asarray(np.mean(each, axis=0, dtype=np.float32))


def log_probabilities(
    net: SoundNet, level: Level, clips: NDArray[np.int64], speed: float = 1.0
) -> NDArray[np.float32]:
    """(n, classes) for whole clips, in evaluation mode; clips of like length go together."""
    mels = level.mels[speed]
    out = np.zeros((len(clips), _classes(net)), np.float32)
    order = np.argsort([len(mels[clip]) for clip in clips], kind="stable")
    with torch.inference_mode():
        for start in range(0, len(clips), 64):
            part = order[start : start + 64]
            sizes = torch.tensor([len(mels[clips[at]]) for at in part])
            x = torch.zeros(len(part), int(sizes.max()), 64)
            for row, at in enumerate(part):
                x[row, : sizes[row]] = torch.from_numpy(mels[clips[at]])
            summary = torch.from_numpy(level.summaries[speed][clips[part]])
            out[part] = net(x, sizes / sizes.max(), summary).float().numpy()
    return out
