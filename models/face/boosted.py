"""LightGBM on FER2013: on the pixels as they are, and on what an auto-encoder makes of them."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from models.face import augment, lessons, network, peers
from models.face.data import CLASSES, Faces, for_training
from models.face.folder import load_faces
from models.face.rows import Learned
from viva.settings import Settings

FLAT, ENCODED = "lightgbm-flat", "lightgbm-encoded"
METHODS = (FLAT, ENCODED)
CODE = 128  # numbers that the auto-encoder has for a picture
_ENCODER_SHARE = 0.5  # of the budget
_MOST_ROUNDS, _PATIENCE = 2000, 40


def learn(
    arch: str,
    settings: Settings,
    folder: Path,
    *,
    minutes: float = 30.0,
    seed: int = 0,
    threads: int = 2,
    say: Callable[[str], None] = print,
) -> Learned:
    """Train the trees of one row; PublicTest says when to stop. ``folder`` gets ``trees.txt``."""
    torch.set_num_threads(threads)
    began, clock = time.process_time(), time.monotonic()
    training = for_training(load_faces(settings.data, "Training"))
    public = load_faces(settings.data, "PublicTest")
    log: list[dict[str, Any]] = []
    if arch == FLAT:
        describe, member = _flat, "2,304 pixels"
    else:
        describe, log = _encoder(training, minutes * threads * _ENCODER_SHARE, seed, say)
        member = f"{CODE} numbers of a convolutional auto-encoder ({len(log)} epochs)"
    until = began + minutes * 60 * threads
    trees, scores, ended = _trees(describe, training, public, until, seed, threads)
    folder.mkdir(parents=True, exist_ok=True)
    trees.save_model(folder / "trees.txt", num_iteration=trees.best_iteration)
    shown = f"{trees.best_iteration} rounds of seven trees with 31 leaves"
    say(f"{arch}: {shown}, PublicTest error {min(scores, default=1.0):.3f}")
    return Learned(
        arch=arch,
        member=f"LightGBM on {member}, {shown}",
        answer=lambda faces: trees.predict(
            describe(faces), raw_score=True, num_iteration=trees.best_iteration
        ),
        minutes=(time.process_time() - began) / 60 / threads,
        by_the_clock=(time.monotonic() - clock) / 60,
        budget=minutes,
        ended_by_budget=ended,
        seed=seed,
        more={
            "rounds": trees.best_iteration,
            "bytes": (folder / "trees.txt").stat().st_size,
            "public_error_by_round": [round(score, 4) for score in scores[::10]],
        },
        log=log,
    )


def _flat(faces: Faces) -> NDArray[np.float32]:
    return faces.images.reshape(len(faces), -1).astype(np.float32)


def _trees(
    describe: Callable[[Faces], NDArray[np.float32]],
    training: Faces,
    public: Faces,
    until: float,
    seed: int,
    threads: int,
) -> tuple[Any, list[float], bool]:
    """The trees, PublicTest's error after each round, and whether the time ``until`` ended it.
    A tree looks at a tenth of the pixels, or a third of the code: faster, and no worse."""
    import lightgbm
    from lightgbm.callback import EarlyStopException

    x = describe(training)
    known = lightgbm.Dataset(x, training.labels, params={"max_bin": 63, "verbose": -1})
    shown = lightgbm.Dataset(describe(public), public.labels, reference=known)
    scores: list[float] = []
    ended = False

    def follow(env: Any) -> None:
        nonlocal ended
        scores.append(float(env.evaluation_result_list[0][2]))
        if time.process_time() >= until:
            ended = True
            best = int(np.argmin(scores))
            raise EarlyStopException(best, env.evaluation_result_list)

    trees = lightgbm.train(
        {
            "objective": "multiclass",
            "num_class": len(CLASSES),
            "metric": "multi_error",
            "learning_rate": 0.12,
            "num_leaves": 31,
            "min_data_in_leaf": min(40, max(2, len(training) // 50)),
            "max_bin": 63,
            "feature_fraction": 0.1 if x.shape[1] > 1000 else 0.33,
            "bagging_fraction": 0.7,
            "bagging_freq": 1,
            "num_threads": threads,
            "seed": seed,
            "deterministic": True,
            "force_col_wise": True,
            "verbose": -1,
        },
        known,
        num_boost_round=_MOST_ROUNDS,
        valid_sets=[shown],
        callbacks=[lightgbm.early_stopping(_PATIENCE, verbose=False), follow],
    )
    return trees, scores, ended


class AutoEncoder(nn.Module):
    """(n, 1, 48, 48) -> CODE numbers -> (n, 1, 48, 48)."""

    def __init__(self) -> None:
        super().__init__()
        self.encode = nn.Sequential(
            peers.conv(1, 32, 5, 2), peers.conv(32, 64, 3, 2), peers.conv(64, 64, 3, 2),
            nn.Flatten(), nn.Linear(64 * 36, CODE),
        )  # fmt: skip
        self.decode = nn.Sequential(
            nn.Linear(CODE, 64 * 36), nn.ReLU(), nn.Unflatten(1, (64, 6, 6)),
            nn.Upsample(scale_factor=2), peers.conv(64, 64), nn.Upsample(scale_factor=2),
            peers.conv(64, 32), nn.Upsample(scale_factor=2), nn.Conv2d(32, 1, 3, 1, 1),
        )  # fmt: skip

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.decode(self.encode(x))


def _encoder(
    training: Faces, minutes: float, seed: int, say: Callable[[str], None]
) -> tuple[Callable[[Faces], NDArray[np.float32]], list[dict[str, Any]]]:
    """Train the auto-encoder for its minutes; gives the encoding of faces, and its losses."""
    torch.manual_seed(seed)
    net = AutoEncoder().to(memory_format=torch.channels_last)  # pyright: ignore
    optimiser = torch.optim.AdamW(net.parameters(), lr=2e-3, fused=True)
    generator = torch.Generator().manual_seed(seed)
    pictures = torch.from_numpy(network.standardise(training.images))
    began, log = time.process_time(), []
    done = 0.0
    while done < 1:
        losses = []
        net.train()
        for chosen in torch.randperm(len(pictures), generator=generator).split(96):
            done = min(1.0, (time.process_time() - began) / (minutes * 60))
            for group in optimiser.param_groups:
                group["lr"] = 2e-3 * max(0.5 * (1 + math.cos(math.pi * done)), 1e-3)
            x = augment.warp(pictures[chosen], 48, generator, 0.4)
            x = x.contiguous(memory_format=torch.channels_last)
            with torch.autocast("cpu", torch.bfloat16):
                loss = functional.mse_loss(net(x).float(), x)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            optimiser.step()
            losses.append(float(loss.detach()))
            if done >= 1:
                break
        log.append({"epoch": len(log) + 1, "loss": round(float(np.mean(losses)), 4)})
        say(f"auto-encoder, epoch {len(log)}: mean square error {log[-1]['loss']}")
    net.eval()

    def encode(faces: Faces) -> NDArray[np.float32]:
        out = [np.zeros((0, CODE), np.float32)]
        with torch.inference_mode():
            for start in range(0, len(faces), 256):
                x = lessons.prepared(faces.images[start : start + 256], 48)
                out.append(net.encode(x).numpy())
        return np.concatenate(out)

    return encode, log
