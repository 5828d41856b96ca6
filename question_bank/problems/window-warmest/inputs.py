"""Temperatures from a small range, with short and long periods; ``size`` is their number."""

import random


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)
    size = max(1, min(1_000_000, size))
    spread = rng.choice([1, 3, 9])
    temperatures = [rng.randint(-spread, spread) for _ in range(size)]
    if rng.random() < 0.25:
        temperatures.sort(reverse=True)
    return [temperatures, rng.randint(1, rng.choice([min(3, size), size]))]


def worst(size: int) -> list:
    size = max(1, min(1_000_000, size))
    return [list(range(size, 0, -1)), (size + 1) // 2]


def valid(temperatures, days) -> bool:
    if not isinstance(temperatures, list) or not 1 <= len(temperatures) <= 1_000_000:
        return False
    if type(days) is not int or not 1 <= days <= len(temperatures):
        return False
    return all(type(temperature) is int for temperature in temperatures)
