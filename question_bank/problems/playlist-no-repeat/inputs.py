"""Logs of few different songs; ``size`` is the number of songs."""

import random


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)
    size = min(100_000, size)
    different = rng.choice([2, 4, size + 1])
    return [[rng.randint(-1, different) for _ in range(size)]]


def worst(size: int) -> list:
    return [list(range(min(100_000, size)))]


def valid(songs) -> bool:
    return (
        isinstance(songs, list)
        and len(songs) <= 100_000
        and all(type(song) is int for song in songs)
    )
