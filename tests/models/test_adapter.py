"""The adapter on the smallest network of its kind: it begins as nothing, learns, and is written as
llama.cpp reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

torch = pytest.importorskip("torch")
gguf = pytest.importorskip("gguf")

from transformers import Qwen2Config, Qwen2ForCausalLM  # noqa: E402

from models.replies import adapter, train_reader  # noqa: E402


class Words:
    """A tokenizer of letters."""

    eos_token_id = 1

    def __call__(self, text: str):
        return type("Ids", (), {"input_ids": [2 + ord(c) % 60 for c in text]})


@pytest.fixture
def net():
    torch.manual_seed(0)
    config = Qwen2Config(
        vocab_size=64,
        hidden_size=64,
        intermediate_size=96,
        num_hidden_layers=2,
        num_attention_heads=2,
        num_key_value_heads=1,
        tie_word_embeddings=False,
    )
    net = Qwen2ForCausalLM(config).eval().requires_grad_(False)
    net.lm_head.weight *= 20  # untrained, it would not tell one token from another
    return net


def test_it_begins_as_nothing_and_leaves_the_lower_layers_alone(net) -> None:
    ids = torch.arange(2, 12)[None]
    before = net(ids).logits
    learned = adapter.attach(net, 1)
    assert torch.equal(net(ids).logits, before)
    assert learned
    assert all(name.startswith("model.layers.1.") for name in learned)
    with torch.no_grad():
        learned["model.layers.1.mlp.down_proj.up"].fill_(0.1)
    assert not torch.equal(net(ids).logits, before)


def test_the_layers_one_after_another_are_the_network(net) -> None:
    ids = torch.arange(2, 12)[None]
    half = train_reader._through(net, net.model.embed_tokens(ids), 0, 1)
    top = train_reader._through(net, half, 1, None)
    assert torch.allclose(net.lm_head(net.model.norm(top)), net(ids).logits, atol=1e-5)


def test_what_is_due_stands_behind_the_prompt(net) -> None:
    pairs = [([5, 6, 7], [8, 1]), ([5, 6], [9, 9, 1])]
    [step] = train_reader._below(net, 1, [pairs], lambda line: None)
    assert step.due.tolist() == [8, 1, 9, 9, 1]
    assert step.asked.tolist() == [
        [False, False, True, True, False],
        [False, True, True, True, False],
    ]


def test_it_learns_and_is_written(net, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(train_reader.base_model, "load", lambda path: net)
    monkeypatch.setattr(train_reader.base_model, "tokenizer", lambda path: Words())
    monkeypatch.setattr(train_reader, "_RATE", 0.03)
    lines = [train_reader.Line(f"Question: q\nSaid: {c}\nAnswer:", c * 2) for c in "abcd"]
    said: list[str] = []
    target = tmp_path / "reader.gguf"
    train_reader.train(lines, Path("llm.gguf"), target, epochs=240, threads=1, say=said.append)
    losses = [float(line.split('"loss": ')[1].split(",")[0]) for line in said if "loss" in line]
    assert losses[-1] < losses[0] / 2

    reader = gguf.GGUFReader(target)
    assert reader.get_field("general.type").contents() == "adapter"
    alpha = reader.get_field("adapter.lora.alpha").contents()
    tensors = {t.name: gguf.dequantize(t.data, t.tensor_type) for t in reader.tensors}
    layer = net.model.layers[1].mlp.up_proj
    down, up = (tensors[f"blk.1.ffn_up.weight.lora_{ab}"] for ab in "ab")
    theirs = torch.tensor(up @ down * (alpha / down.shape[0]))
    ours = 2.0 * layer.up @ layer.down
    assert torch.allclose(theirs, ours, atol=0.02 * float(ours.abs().max()))
