"""Few small values, and amounts that often cannot be made; ``size`` is about the amount."""

import random


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)
    least = rng.choice([1, 2, 3])
    values = rng.sample(range(least, least + 12), rng.randint(1, max(1, min(4, size))))
    return [values, min(10_000, rng.randint(size, 3 * size))]


def worst(size: int) -> list:
    return [list(range(1, 13)), min(10_000, size)]


def valid(values, amount) -> bool:
    if type(amount) is not int or not 0 <= amount <= 10_000:
        return False
    if not isinstance(values, list) or not 1 <= len(values) <= 12:
        return False
    return all(type(v) is int and v >= 1 for v in values) and len(set(values)) == len(values)
