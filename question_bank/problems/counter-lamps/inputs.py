"""Numbers near each other and near powers of two; ``size`` is about the last number."""

import random

MOST = 1_000_000_000


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)
    last = rng.choice([size, rng.randint(size, 2 * size), 1 << size.bit_length()])
    first = rng.choice([0, max(0, last - 1), rng.randint(0, last)])
    return [min(MOST, first), min(MOST, last)]


def worst(size: int) -> list:
    return [0, min(MOST, size)]


def valid(first, last) -> bool:
    return type(first) is int and type(last) is int and 0 <= first <= last <= MOST
