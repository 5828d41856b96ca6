"""The default language model as a torch network, from its GGUF file, to train an adapter on.

The weights are those that llama.cpp computes with, rounded to 4 bits and all, so that the adapter
learns on what it will be used with.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gguf
import numpy as np
import torch
from torch import nn

from viva.errors import WeightCorrupt

_OUTSIDE = {"token_embd": "model.embed_tokens", "output_norm": "model.norm"}
_IN_A_LAYER = {
    "attn_norm": "input_layernorm",
    "ffn_norm": "post_attention_layernorm",
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
}
LLAMA_CPP = {theirs: ours for ours, theirs in _IN_A_LAYER.items()}
"""llama.cpp's name of a layer's part, by transformers' name."""


def load(path: Path) -> Any:
    """A Qwen2 network (transformers) with the weights of ``path`` as 16-bit floats, frozen.

    Raises:
        WeightCorrupt: the file holds another kind of network.
    """
    from transformers import Qwen2ForCausalLM

    reader = gguf.GGUFReader(path)
    architecture = _field(reader, "general.architecture")
    if architecture != "qwen2":
        raise WeightCorrupt(
            f"{path.name} holds a network of the kind {architecture}, not qwen2.",
            next_step='Run "viva pull llm".',
        )
    with torch.device("meta"):
        net = Qwen2ForCausalLM(_config(reader))
    state = {_name(tensor.name): _values(tensor) for tensor in reader.tensors}
    net.load_state_dict(state, assign=True, strict=False)
    net.model.rotary_emb = type(net.model.rotary_emb)(net.config)  # it is computed, not stored
    net.tie_weights()
    missing = [name for name, value in net.named_parameters() if value.is_meta]
    if missing:
        raise WeightCorrupt(f"{path.name} lacks {missing[0]}.", next_step='Run "viva pull llm".')
    return net.eval().requires_grad_(False)


def tokenizer(path: Path) -> Any:
    """The tokenizer that the file carries."""
    from transformers import AutoTokenizer

    return AutoTokenizer.from_pretrained(path.parent, gguf_file=path.name)


def _config(reader: gguf.GGUFReader) -> Any:
    from transformers import Qwen2Config

    def of(name: str) -> Any:
        return _field(reader, f"qwen2.{name}")

    return Qwen2Config(
        vocab_size=int(reader.tensors[_place(reader, "token_embd.weight")].shape[1]),
        hidden_size=of("embedding_length"),
        intermediate_size=of("feed_forward_length"),
        num_hidden_layers=of("block_count"),
        num_attention_heads=of("attention.head_count"),
        num_key_value_heads=of("attention.head_count_kv"),
        rms_norm_eps=of("attention.layer_norm_rms_epsilon"),
        rope_parameters={"rope_type": "default", "rope_theta": of("rope.freq_base")},
        max_position_embeddings=of("context_length"),
        tie_word_embeddings=not any(t.name == "output.weight" for t in reader.tensors),
    )


def _place(reader: gguf.GGUFReader, name: str) -> int:
    return next(i for i, tensor in enumerate(reader.tensors) if tensor.name == name)


def _field(reader: gguf.GGUFReader, name: str) -> Any:
    field = reader.get_field(name)
    return None if field is None else field.contents()


def _name(theirs: str) -> str:
    """ "blk.3.attn_q.weight" -> "model.layers.3.self_attn.q_proj.weight"."""
    parts = theirs.split(".")
    if parts[0] == "blk":
        return f"model.layers.{parts[1]}.{_IN_A_LAYER[parts[2]]}.{parts[3]}"
    return "lm_head.weight" if parts[0] == "output" else f"{_OUTSIDE[parts[0]]}.{parts[1]}"


def _values(tensor: gguf.ReaderTensor) -> nn.Parameter:
    values = gguf.dequantize(np.asarray(tensor.data), tensor.tensor_type)
    return nn.Parameter(torch.tensor(values).bfloat16(), requires_grad=False)
