"""Numbers of lockers, near squares of primes often; ``size`` is about the number of lockers."""

import random


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)
    if size > 3 and rng.random() < 0.3:
        near = [square + step for square in (4, 9, 25, 49, 121) for step in (-1, 0, 1)]
        fitting = [count for count in near if size // 2 <= count <= 4 * size]
        if fitting:
            return [rng.choice(fitting)]
    return [min(1_000_000, rng.randint(size // 2, 2 * size))]


def worst(size: int) -> list:
    return [min(1_000_000, size)]


def valid(count) -> bool:
    return type(count) is int and 0 <= count <= 1_000_000
