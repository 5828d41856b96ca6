"""Streets with small yields; ``size`` is the number of roofs."""

import random


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)
    return [[rng.randint(0, rng.choice([3, 9])) for _ in range(min(10_000, size))]]


def valid(yield_kwh) -> bool:
    return (
        isinstance(yield_kwh, list)
        and len(yield_kwh) <= 10_000
        and all(type(amount) is int and 0 <= amount <= 10_000 for amount in yield_kwh)
    )
