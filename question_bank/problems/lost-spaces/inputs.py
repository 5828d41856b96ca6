"""Telegrams over few letters, mostly made of the words; ``size`` is the length of the telegram."""

import random


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)
    size = min(300, size)
    words = []
    for _ in range(rng.randint(0, min(6, size + 1))):
        words.append("".join(rng.choice("ab") for _ in range(rng.randint(1, 3))))
    telegram = ""
    while len(telegram) < size:
        telegram += rng.choice(words) if words and rng.random() < 0.9 else rng.choice("ab")
    return [telegram[:size], words]


def worst(size: int) -> list:
    return ["a" * min(300, size), ["a" * length for length in range(1, 21)]]


def valid(telegram, words) -> bool:
    if not isinstance(telegram, str) or not isinstance(words, list):
        return False
    if len(telegram) > 300 or len(words) > 1000 or not (telegram == "" or telegram.isalpha()):
        return False
    return all(isinstance(w, str) and len(w) <= 20 and w.isalpha() for w in words)
