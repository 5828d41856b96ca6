"""Numbers of few digits, many of which reach one; ``size`` is the number of digits."""

import random


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)
    digits = rng.randint(1, max(1, min(9, size)))
    if rng.random() < 0.3:
        arranged = rng.sample(rng.choice(["100", "130", "320", "820", "700"]), 3)
        return [int("".join(arranged) + "0" * rng.randint(0, 6)) if size > 3 else 1]
    return [rng.randint(1, 10**digits)]


def worst(size: int) -> list:
    return [10 ** max(1, min(9, size)) - 1]


def valid(number) -> bool:
    return type(number) is int and 1 <= number <= 1_000_000_000
