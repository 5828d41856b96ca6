"""Stones with small numbers, some rows that cannot be crossed; ``size`` is the number of stones."""

import random


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)
    least = rng.choice([0, 0, 1])
    most = rng.choice([2, 4])
    return [[rng.randint(least, most) for _ in range(max(1, min(100_000, size)))]]


def worst(size: int) -> list:
    size = max(1, min(100_000, size))
    return [[size - n for n in range(size)]]


def valid(reach) -> bool:
    return (
        isinstance(reach, list)
        and 1 <= len(reach) <= 100_000
        and all(type(stones) is int and 0 <= stones <= 100_000 for stones in reach)
    )
