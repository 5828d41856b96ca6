"""YOLOv8 as a detector of expressions: one box over the face, the expression as its label.

ultralytics' network and its own detection loss, in the loop that every row of the table uses.  The
box is that of FaceMesh's landmarks.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from models.face import augment, lessons, network
from models.face.data import CLASSES, Faces
from viva.settings import Settings

SIDE = 64  # a multiple of the network's coarsest step, 32
_GAINS = SimpleNamespace(box=7.5, cls=0.5, dfl=1.5)  # ultralytics' own


def build(settings: Settings) -> nn.Module:
    """An untrained YOLOv8n detector of the seven expressions, on one grey channel."""
    network.keep_ultralytics_offline(settings)
    from ultralytics.nn.tasks import DetectionModel

    net = DetectionModel("yolov8n.yaml", ch=1, nc=len(CLASSES), verbose=False)
    net.args = _GAINS  # pyright: ignore[reportArgumentType]
    return net


class BoxLesson:
    """Pictures with one box each, mirrored, shifted and scaled together."""

    def __init__(self, faces: Faces, boxes: NDArray[np.float32]) -> None:
        """``boxes``: (n, 4) left, top, right, bottom in shares of the side."""
        self.pictures = len(faces)
        self._images = torch.from_numpy(network.standardise(faces.images))
        self._labels = torch.from_numpy(faces.labels)
        self._boxes = torch.from_numpy(boxes)
        self._criterion: Any = None

    def side(self, done: float) -> int:
        return SIDE

    def loss(
        self, model: nn.Module, chosen: torch.Tensor, done: float, generator: torch.Generator
    ) -> tuple[torch.Tensor, int]:
        x, boxes = moved(self._images[chosen], self._boxes[chosen], generator)
        x = augment.light(x, generator).contiguous(memory_format=torch.channels_last)
        with torch.autocast("cpu", torch.bfloat16):
            out: Any = model(x)
        out = {
            name: [part.float() for part in value] if isinstance(value, list) else value.float()
            for name, value in out.items()
        }
        labels = self._labels[chosen]
        batch = {
            "batch_idx": torch.arange(len(chosen)),
            "cls": labels.float(),
            "bboxes": boxes,
            "img": x,
        }
        if self._criterion is None:
            self._criterion = model.init_criterion()  # pyright: ignore[reportCallIssue]
        total, _ = self._criterion(out, batch)
        right = int((out["scores"].amax(2).argmax(1) == labels).sum())
        return total.sum() / len(chosen), right

    def answer(self, model: nn.Module, faces: Faces) -> NDArray[np.float32]:
        """The score of each expression in the box that is surest of it, as logits."""

        def of(part: slice) -> torch.Tensor:
            found = model(lessons.prepared(faces.images[part], SIDE))
            shares = found[0][:, 4:].float().clamp(1e-6, 1 - 1e-6)
            return torch.logit(shares).amax(2)

        return lessons.in_batches(len(faces), of)


def moved(
    x: torch.Tensor, boxes: torch.Tensor, generator: torch.Generator
) -> tuple[torch.Tensor, torch.Tensor]:
    """Mirror, scale, shift and enlarge: pictures (n, 1, SIDE, SIDE) and boxes (n, 4) as centre
    and size in shares, cut to the picture."""
    n = len(x)
    mirror = torch.where(torch.rand(n, generator=generator) < 0.5, -1.0, 1.0)
    scale = torch.exp((torch.rand(n, generator=generator) * 2 - 1) * 0.1)
    shift = (torch.rand(n, 2, generator=generator) * 2 - 1) * 0.1
    none = torch.zeros(n)
    rows = [
        torch.stack([scale * mirror, none, shift[:, 0]], 1),
        torch.stack([none, scale, shift[:, 1]], 1),
    ]
    grid = functional.affine_grid(torch.stack(rows, 1), [n, 1, SIDE, SIDE], align_corners=False)
    out = functional.grid_sample(x, grid, padding_mode="zeros", align_corners=False)
    # the grid says where a point of the new picture comes from; a box goes the other way
    corners = (boxes.view(n, 2, 2) * 2 - 1 - shift[:, None]) / scale[:, None, None]
    corners[:, :, 0] *= mirror[:, None]
    corners = ((corners.sort(dim=1).values + 1) / 2).clamp(0, 1)
    low, high = corners[:, 0], corners[:, 1]
    return out, torch.cat([(low + high) / 2, high - low], 1)
