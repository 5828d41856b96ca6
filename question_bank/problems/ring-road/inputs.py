"""Rings with small gains and costs, about half of them possible; ``size`` is the number of posts."""

import random


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)
    size = max(1, min(100_000, size))
    gain = [rng.randint(0, 5) for _ in range(size)]
    cost = [rng.randint(0, 5) for _ in range(size)]
    if rng.random() < 0.6:
        cost = gain[:]
        rng.shuffle(cost)
        cost[rng.randrange(size)] += rng.choice([0, 0, 1])
    return [gain, cost]


def worst(size: int) -> list:
    size = max(1, min(100_000, size))
    return [[1] * size, [1] * (size - 1) + [2]]


def valid(gain, cost) -> bool:
    if not isinstance(gain, list) or not isinstance(cost, list):
        return False
    if not 1 <= len(gain) <= 100_000 or len(cost) != len(gain):
        return False
    return all(type(units) is int and 0 <= units <= 10_000 for units in gain + cost)
