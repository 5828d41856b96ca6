"""Sizes of the grid; ``size`` is the number of islands on a side."""

import random


def generate(seed: int, size: int) -> list:
    return [max(1, min(8, size + random.Random(seed).randint(0, 1)))]


def worst(size: int) -> list:
    return [max(1, min(9, size))]


def valid(size) -> bool:
    return type(size) is int and 1 <= size <= 9
