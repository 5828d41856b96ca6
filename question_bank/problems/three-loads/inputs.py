"""Readings around zero with many equal ones; ``size`` is the number of readings."""

import random


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)
    spread = min(100_000, rng.choice([2, 5, 3 * size + 1]))
    return [[rng.randint(-spread, spread) for _ in range(min(2000, size))]]


def worst(size: int) -> list:
    return [list(range(1, min(2000, size) + 1))]


def valid(readings) -> bool:
    return (
        isinstance(readings, list)
        and len(readings) <= 2000
        and all(type(reading) is int and abs(reading) <= 100_000 for reading in readings)
    )
