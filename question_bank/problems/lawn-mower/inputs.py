"""Lawns of any shape with small numbers; ``size`` is the longest side."""

import random


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)
    side = max(1, min(300, size))
    rows, columns = rng.randint(1, side), rng.randint(1, side)
    return [[[rng.randint(0, 9) for _ in range(columns)] for _ in range(rows)]]


def worst(size: int) -> list:
    side = max(1, min(300, size))
    return [[[row * side + column for column in range(side)] for row in range(side)]]


def valid(lawn) -> bool:
    if not isinstance(lawn, list) or not 1 <= len(lawn) <= 300:
        return False
    if not all(isinstance(row, list) and 1 <= len(row) <= 300 for row in lawn):
        return False
    return all(
        len(row) == len(lawn[0]) and all(type(cell) is int for cell in row) for row in lawn
    )
