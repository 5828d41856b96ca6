"""Photos of any shape with small numbers; ``size`` is the longest side."""

import random


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)
    side = max(1, min(1000, size))
    rows, columns = rng.randint(1, side), rng.randint(1, side)
    return [[[rng.randint(0, 5) for _ in range(columns)] for _ in range(rows)]]


def worst(size: int) -> list:
    side = max(1, min(1000, size))
    return [[[row + column for column in range(side)] for row in range(side)]]


def valid(photo) -> bool:
    if not isinstance(photo, list) or not 1 <= len(photo) <= 1000:
        return False
    if not all(isinstance(row, list) and 1 <= len(row) <= 1000 for row in photo):
        return False
    return all(
        len(row) == len(photo[0]) and all(type(cell) is int for cell in row) for row in photo
    )
