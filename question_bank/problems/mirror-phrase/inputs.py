"""Texts over few characters, many with a mirror put in; ``size`` is the length of the text."""

import random


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)
    size = min(1000, size)
    text = "".join(rng.choice(rng.choice(["ab", "abc "])) for _ in range(size))
    if rng.random() < 0.5:
        half = text[: rng.randint(0, size // 2)]
        text = (text[: size - 2 * len(half)] + half + half[::-1])[:size]
    return [text]


def worst(size: int) -> list:
    size = min(1000, size)
    return ["a" * (size // 2) + ("bcd" * size)[: size - size // 2]]


def valid(text) -> bool:
    return isinstance(text, str) and len(text) <= 1000
