"""YOLOv8-cls for grey faces, built by ultralytics and loaded from plain tensors.

The network is ultralytics' own; its weights travel as safetensors, because a ``.pt`` file is a
pickle that can run code when it is read.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from models.face.data import CLASSES
from viva.errors import WeightCorrupt
from viva.settings import Settings

if TYPE_CHECKING:
    import torch

Scale = Literal["n", "s", "m"]


def keep_ultralytics_offline(settings: Settings) -> None:
    """Must run before ultralytics is first imported: no look-ups, no packages installed behind our
    back, its settings in our cache, and the picture library left as it was."""
    from PIL import Image

    opens = Image.open
    folder = settings.cache_dir / "ultralytics"
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["YOLO_OFFLINE"] = "true"
    os.environ["YOLO_CONFIG_DIR"] = str(folder)
    os.environ["YOLO_AUTOINSTALL"] = "false"
    os.environ.setdefault("YOLO_VERBOSE", "false")
    import ultralytics
    from ultralytics.utils import LOGGER

    LOGGER.setLevel(logging.ERROR)
    ultralytics.settings.update({"sync": False})
    # It replaces Image.open by one that fetches a package when a picture cannot be read.
    Image.open = opens


def build(scale: Scale, outputs: int, settings: Settings) -> torch.nn.Module:
    """An untrained YOLOv8-cls on one grey channel: (n, 1, side, side) -> (n, outputs) logits in
    training mode, (probabilities, logits) in evaluation mode."""
    keep_ultralytics_offline(settings)
    from ultralytics.nn.tasks import ClassificationModel

    return ClassificationModel(f"yolov8{scale}-cls.yaml", ch=1, nc=outputs, verbose=False)


def load(path: Path, settings: Settings) -> tuple[torch.nn.Module, dict[str, str]]:
    """The trained network in evaluation mode, batch norms folded, and what its file says of itself
    (``scale``, ``side``, ``temperature``, ``abstain_below``, ...).

    Raises:
        WeightCorrupt: the file does not hold this network.
    """
    import safetensors
    import safetensors.torch

    try:
        with safetensors.safe_open(path, framework="pt") as file:
            about = file.metadata() or {}
        state = {name: value.float() for name, value in safetensors.torch.load_file(path).items()}
        network = build("s" if about["scale"] == "s" else "n", len(CLASSES), settings)
        counters = {n: v for n, v in network.state_dict().items() if "num_batches" in n}
        network.load_state_dict(state | counters)
    except (safetensors.SafetensorError, KeyError, RuntimeError) as error:
        raise WeightCorrupt(
            f"{path.name} does not hold the face network.",
            next_step="Restore it from the repository.",
        ) from error
    network.eval()
    return network.fuse(verbose=False), about  # pyright: ignore[reportCallIssue]


def standardise(images: NDArray[np.uint8]) -> NDArray[np.float32]:
    """(n, 48, 48) grey -> (n, 1, 48, 48), each picture to mean 0 and deviation 1, so that light
    and contrast of the room say nothing. A constant picture gives zeros."""
    values = images.astype(np.float32) / 255
    mean = values.mean(axis=(1, 2), keepdims=True)
    deviation = values.std(axis=(1, 2), keepdims=True)
    return ((values - mean) / np.maximum(deviation, 0.02))[:, None]


def logits(network: torch.nn.Module, images: NDArray[np.uint8], side: int) -> NDArray[np.float32]:
    """Logits (n, 7) for (n, 48, 48) grey faces, in batches; ``network`` in evaluation mode."""
    import torch
    from torch.nn import functional

    out = []
    with torch.inference_mode():
        for start in range(0, len(images), 256):
            x = torch.from_numpy(standardise(images[start : start + 256]))
            x = functional.interpolate(x, size=(side, side), mode="bilinear", align_corners=False)
            out.append(network(x)[1].float().numpy())
    return np.concatenate(out) if out else np.zeros((0, len(CLASSES)), np.float32)


def answers(network: torch.nn.Module, images: NDArray[np.uint8], side: int) -> NDArray[np.float32]:
    """Log-probabilities (n, 7) for (n, 48, 48) grey faces: the mean of what the network says of a
    face and of its mirror image, which shows the same expression."""
    views = [logits(network, np.ascontiguousarray(v), side) for v in (images, images[:, :, ::-1])]
    shares = [np.exp(v - v.max(axis=1, keepdims=True)) for v in views]
    mean = sum(s / s.sum(axis=1, keepdims=True) for s in shares) / len(shares)
    return np.log(np.maximum(mean, 1e-12)).astype(np.float32)
