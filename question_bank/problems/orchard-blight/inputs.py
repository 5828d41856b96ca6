"""Orchards of any shape, with few and with many sick trees; ``size`` is the longest side."""

import random


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)
    side = max(1, min(300, size))
    rows, columns = rng.randint(1, side), rng.randint(1, side)
    cells = rng.choice(["0112", "11111112", "1110", "0012"])
    return [[[int(rng.choice(cells)) for _ in range(columns)] for _ in range(rows)]]


def worst(size: int) -> list:
    side = max(1, min(300, size))
    orchard = [[1] * side for _ in range(side)]
    orchard[0][0] = 2
    return [orchard]


def valid(orchard) -> bool:
    if not isinstance(orchard, list) or not 1 <= len(orchard) <= 300:
        return False
    if not all(isinstance(row, list) and 1 <= len(row) <= 300 for row in orchard):
        return False
    return all(
        len(row) == len(orchard[0]) and all(type(cell) is int and 0 <= cell <= 2 for cell in row)
        for row in orchard
    )
