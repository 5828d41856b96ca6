"""Augmentation of a batch of 48 x 48 faces, in torch: one resampling does turn and enlargement."""

from __future__ import annotations

import math

import torch
from torch.nn import functional


def warp(
    x: torch.Tensor, side: int, generator: torch.Generator, strength: float = 1.0
) -> torch.Tensor:
    """Mirror, turn, shear, scale, shift and enlarge to ``side``: (n, 1, 48, 48) -> (n, 1, s, s).
    ``strength``: share of the usual range of all but the mirroring."""
    n = len(x)

    def spread(width: float) -> torch.Tensor:
        return (torch.rand(n, generator=generator) * 2 - 1) * width * strength

    angle, shear = spread(math.radians(18)), spread(0.12)
    scale = torch.exp(spread(0.16))
    mirror = torch.where(torch.rand(n, generator=generator) < 0.5, -1.0, 1.0)
    cos, sin = torch.cos(angle) * scale, torch.sin(angle) * scale
    rows = [
        torch.stack([cos * mirror, -sin + shear, spread(0.16)], 1),
        torch.stack([sin * mirror, cos, spread(0.16)], 1),
    ]
    grid = functional.affine_grid(torch.stack(rows, 1), [n, 1, side, side], align_corners=False)
    return functional.grid_sample(x, grid, padding_mode="zeros", align_corners=False)


def erase(x: torch.Tensor, generator: torch.Generator, share: float = 0.4) -> torch.Tensor:
    """Replace a random rectangle (4 to 20 % of the area) in a ``share`` of the pictures."""
    n, _, side, _ = x.shape
    area = torch.empty(n).uniform_(0.04, 0.2, generator=generator)
    aspect = torch.exp(torch.empty(n).uniform_(-1.0, 1.0, generator=generator))
    height = (area * aspect).sqrt().clamp(max=0.9) * side
    width = (area / aspect).sqrt().clamp(max=0.9) * side
    top = torch.rand(n, generator=generator) * (side - height)
    left = torch.rand(n, generator=generator) * (side - width)
    steps = torch.arange(side, dtype=torch.float32)
    rows = (steps >= top[:, None]) & (steps < (top + height)[:, None])
    columns = (steps >= left[:, None]) & (steps < (left + width)[:, None])
    hit = torch.rand(n, generator=generator) < share
    mask = (rows[:, :, None] & columns[:, None, :] & hit[:, None, None])[:, None]
    return torch.where(mask, torch.randn(x.shape, generator=generator), x)


def light(x: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
    """Change contrast and brightness a little; the pictures are standardised before this."""
    n = len(x)
    contrast = torch.exp((torch.rand(n, 1, 1, 1, generator=generator) * 2 - 1) * 0.3)
    shift = (torch.rand(n, 1, 1, 1, generator=generator) * 2 - 1) * 0.3
    return x * contrast + shift


def mix(
    x: torch.Tensor, targets: torch.Tensor, alpha: float, generator: torch.Generator
) -> tuple[torch.Tensor, torch.Tensor]:
    """Mixup (Zhang et al. 2018): blend each picture and its target row with another's."""
    if alpha <= 0:
        return x, targets
    # Beta(alpha, alpha) from two gammas is not seedable through a generator; alpha 0.2 is close to
    # "mostly one, rarely half", which a power of a uniform number gives as well.
    keep = 1 - 0.5 * torch.rand(1, generator=generator).pow(1 / alpha).item()
    order = torch.randperm(len(x), generator=generator)
    return keep * x + (1 - keep) * x[order], keep * targets + (1 - keep) * targets[order]
