"""Train the voice network on CREMA-D's log-mels, and measure it on speakers it has not heard.

Fold 0's speakers are never trained on by a run with ``held_out=0``; the shipped weights are those
of one such run, so their figure is their own.  Every second speaker of fold ``watched`` is left out
as well: they serve for the temperature and the abstention threshold.
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

from models.voice.data import CLASSES, Clips, load_crema
from models.voice.front_end import as_features
from models.voice.network import Classifier, CnnLstm
from viva.errors import SettingsError
from viva.settings import Settings


@dataclass(frozen=True)
class VoiceTraining:
    """How to train. ``held_out``: fold kept for the final figure; ``watched``: see above.
    ``crop``: learn from that many frames of each clip, anew each time; 0: from all 188. ``early``
    and ``pools``: see :class:`models.voice.network.CnnLstm`."""

    epochs: int = 40
    minutes: float = 0.0  # 0: no budget
    batch: int = 64
    rate: float = 1.5e-3
    decay: float = 0.02
    smoothing: float = 0.1
    mixup: float = 0.4
    average: float = 0.998
    widths: tuple[int, int, int, int] = (32, 32, 64, 128)
    hidden: int = 128
    early: tuple[int, int] = (1, 1)
    pools: tuple[tuple[int, int], tuple[int, int], tuple[int, int]] = ((2, 2), (1, 2), (2, 2))
    crop: int = 0
    held_out: int = 0
    watched: int = 1
    threads: int = 2
    seed: int = 7


class Net(torch.nn.Module):
    """Encoder and classifier as one, to be trained; they are saved apart, as SpeechBrain wants."""

    def __init__(self, config: VoiceTraining) -> None:
        super().__init__()
        self.encoder = CnnLstm(config.widths, config.hidden, pools=config.pools, early=config.early)
        self.classifier = Classifier(4 * config.hidden, len(CLASSES))

    def forward(self, x: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
        return self.classifier(self.encoder(x, lengths)).squeeze(1)


def train(
    config: VoiceTraining,
    settings: Settings,
    folder: Path,
    *,
    resume: bool = False,
    say: Callable[[str], None] = print,
    limit: int | None = None,
) -> Path:
    """Train, keeping ``folder/checkpoint.pt`` after each epoch; gives ``folder/averaged.pt``.

    Raises:
        SettingsError: no data set, or ``resume`` without a checkpoint.
    """
    torch.set_num_threads(config.threads)
    torch.manual_seed(config.seed)
    learn, watched, _ = split(load_crema(settings.data), config)
    if limit:
        learn, watched = (c.where(np.arange(len(c)) < limit) for c in (learn, watched))
    folder.mkdir(parents=True, exist_ok=True)
    net = Net(config)
    average = copy.deepcopy(net).eval()
    optimiser = torch.optim.AdamW(net.parameters(), lr=config.rate, weight_decay=config.decay)
    steps = config.epochs * (len(learn) // config.batch)
    at: dict[str, Any] = {"epoch": 0, "step": 0, "seconds": 0.0, "log": []}
    if resume:
        at = _restore(folder / "checkpoint.pt", net, average, optimiser)
    generator = torch.Generator().manual_seed(config.seed + at["epoch"])
    say(f"{len(learn)} clips, {steps} steps, {sum(p.numel() for p in net.parameters())} weights")
    while _progress(at, config, steps) < 1:
        loss = _one_epoch(net, average, optimiser, config, learn, at, steps, generator)
        found = log_probabilities(average, watched).argmax(1)
        at["log"].append(
            {
                "epoch": at["epoch"],
                "loss": round(loss, 4),
                "watched_accuracy": round(float((found == watched.labels).mean()), 4),
                "minutes": round(at["seconds"] / 60, 2),
            }
        )
        _save(folder, config, net, average, optimiser, at)
        say(json.dumps(at["log"][-1]))
    return folder / "averaged.pt"


def split(clips: Clips, config: VoiceTraining) -> tuple[Clips, Clips, Clips]:
    """To learn from, to calibrate on, to measure on: no speaker is in two of them."""
    speakers = np.unique(clips.actor[clips.fold == config.watched])[::2]
    held, watched = clips.fold == config.held_out, np.isin(clips.actor, speakers)
    return clips.where(~held & ~watched), clips.where(watched), clips.where(held)


def _progress(at: dict[str, Any], config: VoiceTraining, steps: int) -> float:
    clock = at["seconds"] / (config.minutes * 60) if config.minutes else 0.0
    return min(1.0, max(at["step"] / steps, clock))


def _one_epoch(
    net: Net,
    average: Net,
    optimiser: torch.optim.Optimizer,
    config: VoiceTraining,
    clips: Clips,
    at: dict[str, Any],
    steps: int,
    generator: torch.Generator,
) -> float:
    net.train()
    losses, order = [], torch.randperm(len(clips), generator=generator)
    for start in range(0, len(order) - config.batch + 1, config.batch):
        began, done = time.monotonic(), _progress(at, config, steps)
        if done >= 1:
            break
        warm = min(1.0, (at["step"] + 1) / 150)
        for group in optimiser.param_groups:
            group["lr"] = config.rate * warm * max(1e-3, 0.5 * (1 + math.cos(math.pi * done)))
        batch = order[start : start + config.batch].numpy()
        x, lengths, targets = _augmented(clips, batch, config, generator)
        with torch.autocast("cpu", torch.bfloat16):
            out = net(x, lengths)
        loss = -(targets * out.float()).sum(1).mean()
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
        optimiser.step()
        losses.append(float(loss.detach()))
        at["step"] += 1
        follow(average, net, config.average * (1 - math.exp(-at["step"] / 300)))
        at["seconds"] += time.monotonic() - began
    at["epoch"] += 1
    return float(np.mean(losses)) if losses else math.nan


def _augmented(
    clips: Clips, batch: np.ndarray, config: VoiceTraining, generator: torch.Generator
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Features, share of sound and soft targets of one batch, with SpecAugment and mixup."""
    n = len(batch)
    x = as_features(clips.mels[batch])
    frames = torch.from_numpy(clips.frames[batch]).clamp(min=16)

    def draw(low: float, high: float, *shape: int) -> torch.Tensor:
        return torch.rand(*shape, generator=generator) * (high - low) + low

    if config.crop:
        first = (draw(0, 1, n) * ((frames - config.crop).clamp(min=0) + 1)).long()
        at = first[:, None] + torch.arange(config.crop)
        x = x.gather(1, at[:, :, None].expand(-1, -1, x.shape[2]))
        frames = frames.clamp(max=config.crop)
    lengths = frames.float() / x.shape[1]
    # another voice: move the spectrum by up to two bands, tilt it, change contrast
    shift = int(torch.randint(-2, 3, (1,), generator=generator))
    x = torch.roll(x, shift, dims=2)
    tilt = torch.linspace(-1, 1, x.shape[2])
    x = (x * draw(0.85, 1.15, n, 1, 1) + draw(-0.3, 0.3, n, 1, 1)) + tilt * draw(-0.3, 0.3, n, 1, 1)
    # another room: sound below a random floor drowns in noise
    floor = draw(-2.0, -0.6, n, 1, 1)
    noisy = torch.maximum(x, floor + 0.1 * torch.randn(x.shape, generator=generator))
    x = torch.where(draw(0, 1, n, 1, 1) < 0.4, noisy, x)
    # SpecAugment (Park et al. 2019): two strips of bands, two of time
    steps, bands = torch.arange(x.shape[1])[None, :, None], torch.arange(x.shape[2])[None, None]
    for axis, longest in ((bands, 10), (bands, 10), (steps, 30), (steps, 30)):
        width = draw(0, longest, n, 1, 1)
        first = draw(0, 1, n, 1, 1) * (axis.numel() - width)
        x = x.masked_fill((axis >= first) & (axis < first + width), -2.0)
    targets = functional.one_hot(torch.from_numpy(clips.labels[batch]), len(CLASSES)).float()
    targets = targets * (1 - config.smoothing) + config.smoothing / len(CLASSES)
    if config.mixup:
        keep = 1 - 0.5 * float(torch.rand(1, generator=generator)) ** (1 / config.mixup)
        other = torch.randperm(n, generator=generator)
        x, targets = keep * x + (1 - keep) * x[other], keep * targets + (1 - keep) * targets[other]
        lengths = torch.maximum(lengths, lengths[other]) if keep < 0.8 else lengths
    return x, lengths, targets


def follow(average: torch.nn.Module, net: torch.nn.Module, keep: float) -> None:
    with torch.no_grad():
        theirs = net.state_dict()
        for name, value in average.state_dict().items():
            if value.is_floating_point():
                value.lerp_(theirs[name], 1 - keep)
            else:
                value.copy_(theirs[name])


def log_probabilities(net: torch.nn.Module, clips: Clips) -> np.ndarray:
    """(n, 6) for the clips, in evaluation mode."""
    out = []
    with torch.inference_mode():
        for start in range(0, len(clips), 128):
            part = slice(start, start + 128)
            x = as_features(clips.mels[part])
            lengths = torch.from_numpy(clips.frames[part]).float().clamp(min=16) / x.shape[1]
            out.append(net(x, lengths).float().numpy())
    return np.concatenate(out)


def _save(
    folder: Path,
    config: VoiceTraining,
    net: Net,
    average: Net,
    optimiser: torch.optim.Optimizer,
    at: dict[str, Any],
) -> None:
    about = json.dumps(dataclasses.asdict(config))
    part = folder / "checkpoint.part"
    state = {
        "config": about,
        "net": net.state_dict(),
        "average": average.state_dict(),
        "optimiser": optimiser.state_dict(),
        "at": json.dumps(at),
    }
    torch.save(state, part)
    part.replace(folder / "checkpoint.pt")
    torch.save({"average": state["average"], "config": about}, part)
    part.replace(folder / "averaged.pt")
    (folder / "log.json").write_text(json.dumps(at["log"], indent=1), encoding="utf-8")


def _restore(
    path: Path, net: Net, average: Net, optimiser: torch.optim.Optimizer
) -> dict[str, Any]:
    try:
        state = torch.load(path, weights_only=True)
    except FileNotFoundError as error:
        raise SettingsError(
            f"There is no checkpoint at {path}.", next_step="Start without --resume."
        ) from error
    net.load_state_dict(state["net"])
    average.load_state_dict(state["average"])
    optimiser.load_state_dict(state["optimiser"])
    return json.loads(state["at"])
