"""The deep rows of the table: from a name to a trained network that answers."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from models.face import classical, detect, landmarks, lessons, peer_training, peers
from models.face.data import Faces, for_training
from models.face.folder import load_faces
from models.face.rows import Learned
from viva.settings import Settings

HYBRID, DETECT = "hybrid", "yolov8-detect"
METHODS = (*peers.PEERS, HYBRID, DETECT)
_LARGE = 2_000_000  # parameters, from which on larger batches are worth their fewer steps


def learn(
    arch: str,
    settings: Settings,
    folder: Path,
    *,
    minutes: float = 30.0,
    seed: int = 0,
    threads: int = 2,
    epochs: int = 100,
    resume: bool = False,
    say: Callable[[str], None] = print,
) -> Learned:
    """Train the network of one row; ``folder`` gets its checkpoint and ``network.safetensors``."""
    torch.manual_seed(seed)
    training = for_training(load_faces(settings.data, "Training"))
    public = load_faces(settings.data, "PublicTest")
    model, lesson, member, rate = _subject(arch, training, settings, say)
    batch = 128 if peers.parameters(model) > _LARGE and arch in peers.PEERS else 64
    config = peer_training.PeerTraining(
        arch, minutes, epochs, batch=batch, rate=rate, seed=seed, threads=threads
    )
    say(f"{len(training)} pictures, {peers.parameters(model):,} parameters: {member}")
    run = peer_training.train(config, model, lesson, public, folder, resume=resume, say=say)
    return Learned(
        arch=arch,
        member=f"{member}, {peers.parameters(model) / 1e6:.2f} M parameters",
        answer=lambda faces: lesson.answer(run.best, faces),
        minutes=run.seconds / 60,
        by_the_clock=run.clock_s / 60,
        budget=minutes,
        ended_by_budget=run.out_of_time(config),
        seed=seed,
        epochs=run.epoch,
        more={
            "parameters": peers.parameters(model),
            "bytes": _save(run.best, folder / "network.safetensors"),
            "ms_per_face": milliseconds(lambda faces: lesson.answer(run.best, faces), public),
            "best_epoch": run.best_epoch,
        },
        log=run.log,
    )


def _subject(
    arch: str, training: Faces, settings: Settings, say: Callable[[str], None]
) -> tuple[nn.Module, lessons.Lesson, str, float]:
    """The untrained network, what it learns from, what it is, and its learning rate."""
    if arch == DETECT:
        boxes = landmarks.boxes(landmarks.cached(training.images, settings, say))
        member = f"YOLOv8n detector at {detect.SIDE} pixels, box of the FaceMesh points"
        return detect.build(settings), detect.BoxLesson(training, boxes), member, 1.5e-3
    if arch == HYBRID:
        simple = peers.PEERS["simple-cnn"]
        describe = classical.describer("svm-hog-landmarks", settings, say)
        lesson = lessons.HybridLesson(training, simple.sizes, describe)
        member = "simple CNN beside one hidden layer on HOG and 468 FaceMesh points"
        return peers.Hybrid(lesson.numbers, lessons.OUTPUTS), lesson, member, simple.rate
    peer = peers.PEERS[arch]
    model = peer.build(lessons.OUTPUTS, settings)
    return model, lessons.PictureLesson(training, peer.sizes), peer.member, peer.rate


def _save(net: nn.Module, target: Path) -> int:
    """Write the weights as 16-bit floats; gives the file's size in bytes."""
    from safetensors.torch import save_file

    state = {
        name: (value.half() if value.is_floating_point() else value).contiguous().clone()
        for name, value in net.state_dict().items()
    }
    target.parent.mkdir(parents=True, exist_ok=True)
    save_file(state, target)
    return target.stat().st_size


def milliseconds(
    answer: Callable[[Faces], NDArray[np.floating[Any]]], faces: Faces, repeats: int = 30
) -> dict[str, float]:
    """Time of one picture a call, one thread, after three calls that do not count."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    one, times = faces.where(np.arange(len(faces)) == 0), []
    for _ in range(repeats + 3):
        began = time.perf_counter()
        answer(one)
        times.append((time.perf_counter() - began) * 1000)
    torch.set_num_threads(threads)
    kept = np.array(times[3:])
    p50, p95 = float(np.median(kept)), float(np.quantile(kept, 0.95))
    return {"p50": round(p50, 2), "p95": round(p95, 2), "threads": 1}
