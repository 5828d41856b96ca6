"""Stops on few floors, some below the ground; ``size`` is the number of stops."""

import random


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)
    size = min(2500, size)
    lowest = rng.choice([-2, 0, 1])
    return [[rng.randint(lowest, lowest + rng.choice([3, 8])) for _ in range(size)]]


def worst(size: int) -> list:
    return [list(range(min(2500, size)))]


def valid(stops) -> bool:
    return (
        isinstance(stops, list)
        and len(stops) <= 2500
        and all(type(floor) is int for floor in stops)
    )
