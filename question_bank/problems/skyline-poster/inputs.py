"""Streets of low houses; ``size`` is the number of houses."""

import random


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)
    heights = [rng.randint(0, rng.choice([3, 8])) for _ in range(min(100_000, size))]
    order = rng.random()
    if order < 0.15:
        heights.sort()
    elif order < 0.3:
        heights.sort(reverse=True)
    return [heights]


def worst(size: int) -> list:
    return [[n * 10_000 // max(1, size) for n in range(min(100_000, size))]]


def valid(heights) -> bool:
    return (
        isinstance(heights, list)
        and len(heights) <= 100_000
        and all(type(height) is int and 0 <= height <= 10_000 for height in heights)
    )
