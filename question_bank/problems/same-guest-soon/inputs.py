"""Visits of few guests, and short distances; ``size`` is the number of visits."""

import random


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)
    size = min(100_000, size)
    guests = rng.choice([2, size // 2 + 1, size + 1])
    visits = [rng.randint(1, guests) for _ in range(size)]
    return [visits, rng.randint(0, min(100_000, rng.choice([1, 3, size + 1])))]


def worst(size: int) -> list:
    size = min(100_000, size)
    return [list(range(size)), size]


def valid(visits, distance) -> bool:
    if type(distance) is not int or not 0 <= distance <= 100_000:
        return False
    if not isinstance(visits, list) or len(visits) > 100_000:
        return False
    return all(type(guest) is int for guest in visits)
