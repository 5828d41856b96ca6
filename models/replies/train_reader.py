"""Train the reading adapter: prompts and the line that should follow each.

What the lower half of the network makes of a prompt does not change in training, so it is worked
out once and kept; only the upper half is run forwards and backwards.
"""

from __future__ import annotations

import json
import math
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch.nn import functional

from models.replies import adapter, base_model

_RATE, _WARM_UP, _DECAY = 2e-4, 40, 0.01
_TOKENS_A_STEP = 1400
_WITHOUT_QUESTION = 0.25
"""Share of the prompts that are learned a second time without their question, so that the answer is
looked for in the reply and not known from the question."""


@dataclass(frozen=True)
class Line:
    """A prompt, whose first line is the question, and the line to be written after it."""

    prompt: str
    line: str


@dataclass(frozen=True)
class _Step:
    """What the lower layers made of some prompts (n, tokens, width); ``asked`` marks the places
    after which a token of a line is due, ``due`` are those tokens."""

    below: torch.Tensor
    asked: torch.Tensor
    due: torch.Tensor


def train(
    lines: Sequence[Line],
    model: Path,
    target: Path,
    *,
    epochs: float = 2.5,
    seed: int = 0,
    threads: int = 2,
    say: Callable[[str], None] = print,
) -> None:
    """Learn the adapter of ``model`` (GGUF) and write it to ``target`` (GGUF); ``target`` is also
    written on the way, so that a run that is stopped leaves what it had."""
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    drawn = random.Random(seed)
    words = base_model.tokenizer(model)
    net = base_model.load(model)
    half = net.config.num_hidden_layers // 2
    chosen = list(lines)
    for line in lines:
        if drawn.random() < _WITHOUT_QUESTION:
            chosen.append(Line(line.prompt.split("\n", 1)[1], line.line))
    steps = _below(net, half, _batches([_tokens(words, line) for line in chosen]), say)
    learned = adapter.attach(net, half)
    size = sum(value.numel() for value in learned.values())
    say(f"{len(chosen)} lines in {len(steps)} steps, {size:,} numbers to learn")
    _learn(net, half, steps, learned, round(epochs * len(steps)), drawn, target, say)
    adapter.save(dict(learned), target)


def _learn(
    net: Any,
    half: int,
    steps: Sequence[_Step],
    learned: dict[str, torch.nn.Parameter],
    total: int,
    drawn: random.Random,
    target: Path,
    say: Callable[[str], None],
) -> None:
    values = list(learned.values())
    optimiser = torch.optim.AdamW(values, lr=_RATE, weight_decay=_DECAY, betas=(0.9, 0.98))
    losses: list[float] = []
    order: list[int] = []
    began = time.monotonic()
    for done in range(total):
        if not order:
            order = list(range(len(steps)))
            drawn.shuffle(order)
        step = steps[order.pop()]
        rate = _RATE * min(1.0, (done + 1) / _WARM_UP) * _cosine(done / total) + 1e-6
        for group in optimiser.param_groups:
            group["lr"] = rate
        top = net.model.norm(_through(net, step.below, half, None)[step.asked])
        loss = functional.cross_entropy(net.lm_head(top).float(), step.due)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(values, 1.0)
        optimiser.step()
        losses.append(loss.item())
        if (done + 1) % 20 == 0:
            mean = sum(losses[-20:]) / 20
            seconds = round(time.monotonic() - began)
            say(json.dumps({"step": done + 1, "of": total, "loss": round(mean, 4), "s": seconds}))
        if (done + 1) % 100 == 0:
            adapter.save(dict(learned), target)


def _cosine(share: float) -> float:
    return 0.5 * (1 + math.cos(math.pi * share))


def _tokens(words: Any, line: Line) -> tuple[list[int], list[int]]:
    """Those of the prompt and those of the line, with the one that ends it."""
    return words(line.prompt).input_ids, [*words(f" {line.line}").input_ids, words.eos_token_id]


def _batches(
    pairs: Sequence[tuple[list[int], list[int]]],
) -> list[list[tuple[list[int], list[int]]]]:
    """Pairs of like length together, some ``_TOKENS_A_STEP`` tokens each."""
    batches: list[list[tuple[list[int], list[int]]]] = []
    for pair in sorted(pairs, key=lambda p: len(p[0]) + len(p[1])):
        length = len(pair[0]) + len(pair[1])
        if not batches or length * (len(batches[-1]) + 1) > _TOKENS_A_STEP:
            batches.append([])
        batches[-1].append(pair)
    return batches


def _below(
    net: Any,
    half: int,
    batches: Sequence[list[tuple[list[int], list[int]]]],
    say: Callable[[str], None],
) -> list[_Step]:
    steps: list[_Step] = []
    with torch.no_grad():
        for number, batch in enumerate(batches, 1):
            length = max(len(prompt) + len(line) for prompt, line in batch)
            # what stands behind an end is never looked at: every place looks back only
            ids = torch.zeros(len(batch), length, dtype=torch.long)
            asked = torch.zeros(len(batch), length, dtype=torch.bool)
            for row, (prompt, line) in enumerate(batch):
                ids[row, : len(prompt) + len(line)] = torch.tensor(prompt + line)
                asked[row, len(prompt) - 1 : len(prompt) + len(line) - 1] = True
            below = _through(net, net.model.embed_tokens(ids), 0, half)
            steps.append(_Step(below, asked, torch.roll(ids, -1, 1)[asked]))
            if number % 40 == 0:
                say(f"lower layers: {number} of {len(batches)}")
    return steps


def _through(net: Any, x: torch.Tensor, first: int, last: int | None) -> torch.Tensor:
    """``x`` (n, tokens, width) through the layers from ``first`` up to ``last``."""
    places = torch.arange(x.shape[1])[None]
    turns = net.model.rotary_emb(x, places)
    for layer in net.model.layers[first:last]:
        x = layer(x, attention_mask=None, position_ids=places, position_embeddings=turns)
    return x
