"""What a network of the table learns from, a batch at a time, and how it answers.

A lesson knows the pictures, the loss and the way to logits; the loop in ``peer_training`` knows the
clock, the optimiser and the checkpoints.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from models.face import augment, network
from models.face.data import CLASSES, VOTES, Faces

OUTPUTS = len(CLASSES) + len(VOTES)
_SMOOTHING, _VOTES_WEIGHT, _STRENGTH = 0.05, 0.6, 0.6
_BATCH = 256


class Lesson(Protocol):
    """``pictures``: how many there are to learn from."""

    pictures: int

    def side(self, done: float) -> int:
        """The picture's side when ``done`` (0..1) of the run is over."""
        ...

    def loss(
        self, model: nn.Module, chosen: torch.Tensor, done: float, generator: torch.Generator
    ) -> tuple[torch.Tensor, int]:
        """The loss of the pictures numbered ``chosen`` and how many of them were read right."""
        ...

    def answer(self, model: nn.Module, faces: Faces) -> NDArray[np.float32]:
        """Logits (n, 7); ``model`` in evaluation mode."""
        ...


class PictureLesson:
    """The class, smoothed, and beside it the FER+ votes, which ten further outputs learn: they say
    what the noisy label hides, and are not read afterwards."""

    def __init__(self, faces: Faces, sizes: tuple[tuple[float, int], ...]) -> None:
        self.pictures = len(faces)
        self._images = torch.from_numpy(network.standardise(faces.images))
        self._labels = torch.from_numpy(faces.labels)
        self._votes = torch.from_numpy(faces.votes)
        self._sizes = sizes

    def side(self, done: float) -> int:
        return [side for share, side in self._sizes if done >= share][-1]

    def loss(
        self, model: nn.Module, chosen: torch.Tensor, done: float, generator: torch.Generator
    ) -> tuple[torch.Tensor, int]:
        x = augment.warp(self._images[chosen], self.side(done), generator, _STRENGTH)
        x = augment.light(x, generator).contiguous(memory_format=torch.channels_last)
        with torch.autocast("cpu", torch.bfloat16):
            out = self._out(model, x, chosen)
        return self._loss_of(out.float(), chosen)

    def _out(self, model: nn.Module, x: torch.Tensor, chosen: torch.Tensor) -> torch.Tensor:
        return model(x)

    def _loss_of(self, out: torch.Tensor, chosen: torch.Tensor) -> tuple[torch.Tensor, int]:
        labels, seven = self._labels[chosen], len(CLASSES)
        loss = functional.cross_entropy(out[:, :seven], labels, label_smoothing=_SMOOTHING)
        # rows without votes have an all-zero target and so add nothing
        votes = functional.cross_entropy(out[:, seven:], self._votes[chosen])
        right = int((out[:, :seven].argmax(1) == labels).sum())
        return loss + _VOTES_WEIGHT * votes, right

    def answer(self, model: nn.Module, faces: Faces) -> NDArray[np.float32]:
        side = self._sizes[-1][1]
        return in_batches(len(faces), lambda part: model(prepared(faces.images[part], side)))


class HybridLesson(PictureLesson):
    """As PictureLesson, with a description of each picture (gradients and landmarks) beside it.

    The description is of the picture as it is; only the picture itself is turned and shifted."""

    def __init__(
        self,
        faces: Faces,
        sizes: tuple[tuple[float, int], ...],
        describe: Callable[[Faces], NDArray[np.float32]],
    ) -> None:
        super().__init__(faces, sizes)
        described = describe(faces)
        self._mean, self._spread = described.mean(0), np.maximum(described.std(0), 1e-3)
        self._describe = describe
        self._described = self._scaled(described)
        self.numbers = described.shape[1]

    def _scaled(self, described: NDArray[np.float32]) -> torch.Tensor:
        return torch.from_numpy(((described - self._mean) / self._spread).clip(-5, 5))

    def _out(self, model: nn.Module, x: torch.Tensor, chosen: torch.Tensor) -> torch.Tensor:
        return model(x, self._described[chosen])

    def answer(self, model: nn.Module, faces: Faces) -> NDArray[np.float32]:
        side, described = self._sizes[-1][1], self._scaled(self._describe(faces))
        return in_batches(
            len(faces), lambda part: model(prepared(faces.images[part], side), described[part])
        )


def prepared(images: NDArray[np.uint8], side: int) -> torch.Tensor:
    """(n, 48, 48) -> (n, 1, side, side), standardised."""
    x = torch.from_numpy(network.standardise(images))
    if side != x.shape[-1]:
        x = functional.interpolate(x, size=(side, side), mode="bilinear", align_corners=False)
    return x.contiguous(memory_format=torch.channels_last)


def in_batches(n: int, of: Callable[[slice], Any]) -> NDArray[np.float32]:
    """The seven classes' logits of ``n`` pictures, some at a time."""
    out = [np.zeros((0, len(CLASSES)), np.float32)]
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        for start in range(0, n, _BATCH):
            out.append(of(slice(start, start + _BATCH))[:, : len(CLASSES)].float().numpy())
    return np.concatenate(out)
