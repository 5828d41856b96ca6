"""An adapter (LoRA, Hu et al. 2021) for the upper layers of the language model: small matrices
beside its own, which stay as they are, and the file in which llama.cpp reads them."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import gguf
import numpy as np
import torch
from torch import nn

from models.replies.base_model import LLAMA_CPP

_STRENGTH = 2.0  # what the small matrices give is multiplied by this
_RANKS = {"self_attn": 8, "mlp": 4}
_PARTS = tuple(name for name in LLAMA_CPP if name.startswith(tuple(_RANKS)))


class Beside(nn.Module):
    """A linear layer and, beside it, one of low rank: ``down`` (rank, inward) then ``up``
    (outward, rank), which begins as nothing."""

    def __init__(self, linear: nn.Linear, rank: int) -> None:
        super().__init__()
        self.linear = linear
        scale = 1 / math.sqrt(linear.in_features)
        self.down = nn.Parameter(torch.randn(rank, linear.in_features) * scale)
        self.up = nn.Parameter(torch.zeros(linear.out_features, rank))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        low = x @ self.down.T.to(x.dtype)
        return self.linear(x) + low @ (self.up.T * _STRENGTH).to(x.dtype)


def attach(net: Any, first_layer: int) -> dict[str, nn.Parameter]:
    """Put the adapter beside the layers of ``net`` from ``first_layer`` on; gives what is to be
    learned, by name."""
    for layer in net.model.layers[first_layer:]:
        for part in _PARTS:
            block, name = part.split(".")
            owner = getattr(layer, block)
            setattr(owner, name, Beside(getattr(owner, name), _RANKS[block]))
    return {name: value for name, value in net.named_parameters() if value.requires_grad}


def save(learned: dict[str, torch.Tensor], target: Path) -> None:
    """Write the adapter as GGUF; the wide matrices as 8-bit numbers, the others as 16-bit."""
    alpha = max(_RANKS.values()) * _STRENGTH  # llama.cpp multiplies by alpha / rank
    part = target.with_suffix(".part")
    writer = gguf.GGUFWriter(part, "qwen2")
    writer.add_type("adapter")
    writer.add_string("adapter.type", "lora")
    writer.add_float32("adapter.lora.alpha", alpha)
    for name, value in learned.items():
        _, _, layer, block, linear, matrix = name.split(".")
        values = value.detach().float().numpy()
        theirs = f"blk.{layer}.{LLAMA_CPP[f'{block}.{linear}']}.weight.lora_"
        if matrix == "up":
            scaled = values * (_STRENGTH * _RANKS[block] / alpha)
            writer.add_tensor(f"{theirs}b", scaled.astype(np.float16))
        else:
            kind = gguf.GGMLQuantizationType.Q8_0
            rounded = gguf.quantize(values.astype(np.float32), kind)
            writer.add_tensor(f"{theirs}a", rounded, raw_shape=rounded.shape, raw_dtype=kind)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    part.replace(target)
