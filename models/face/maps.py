"""Which parts of a face spoke for an expression: Grad-CAM (Selvaraju et al. 2017), by captum."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from models.face.data import SIDE
from models.face.network import standardise

if TYPE_CHECKING:
    import torch

LAYER = 6
"""Of YOLOv8-cls: the last block at a sixteenth of the input's size, 5 x 5 cells for 80 pixels. The
block after it has only 3 x 3, too few to tell eyes from mouth."""


def class_activation(
    network: torch.nn.Module, image: NDArray[np.uint8], side: int, target: int, layer: int = LAYER
) -> NDArray[np.float32]:
    """(48, 48) in 0..1 for a (48, 48) grey face: how much each place raised class ``target``.

    The largest value is 1; all are 0 if nothing raised it.  ``network`` in evaluation mode.
    """
    import torch
    from captum.attr import LayerAttribution, LayerGradCam
    from torch.nn import functional

    x = torch.from_numpy(standardise(image[None]))
    x = functional.interpolate(x, size=(side, side), mode="bilinear", align_corners=False)
    blocks = network.model
    assert isinstance(blocks, torch.nn.Sequential)
    cam = LayerGradCam(lambda seen: network(seen)[1], blocks[layer])
    found = cam.attribute(x.requires_grad_(True), target=target, relu_attributions=True)
    assert isinstance(found, torch.Tensor)
    wide = LayerAttribution.interpolate(found, (SIDE, SIDE), "bilinear")
    values = wide.detach().numpy()[0, 0].astype(np.float32)
    return values / max(float(values.max()), 1e-12)
