"""Sorted marks from a small range; ``size`` is the number of marks."""

import random


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)
    size = min(1_000_000, size)
    marks = sorted(rng.randint(-3, rng.choice([1, 9])) for _ in range(size))
    return [marks, rng.randint(-4, rng.choice([1, 10]))]


def worst(size: int) -> list:
    size = min(1_000_000, size)
    return [list(range(size)), size]


def valid(marks, mark) -> bool:
    if type(mark) is not int or not isinstance(marks, list) or len(marks) > 1_000_000:
        return False
    if not all(type(other) is int for other in marks):
        return False
    return all(marks[n] <= marks[n + 1] for n in range(len(marks) - 1))
