"""Paths over few characters that mostly begin alike; ``size`` is the number of paths."""

import random


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)

    def piece(most: int) -> str:
        return "".join(rng.choice("ab/") for _ in range(rng.randint(0, most)))

    start = piece(6)
    paths = [start + piece(3) for _ in range(min(1000, size))]
    if paths and rng.random() < 0.15:
        paths[rng.randrange(len(paths))] = piece(4)
    return [paths]


def worst(size: int) -> list:
    return [["/home/ann/photos/2024/summer"] * min(1000, size)]


def valid(paths) -> bool:
    return (
        isinstance(paths, list)
        and len(paths) <= 1000
        and all(isinstance(path, str) and len(path) <= 200 for path in paths)
    )
