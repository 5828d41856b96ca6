"""Prices of few different values; ``size`` is the number of days."""

import random


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)
    size = min(100_000, size)
    prices = [rng.randint(1, rng.choice([3, 9])) for _ in range(size)]
    if rng.random() < 0.3:
        start = rng.randint(0, size)
        prices[start:] = sorted(prices[start:], reverse=True)
    return [prices]


def worst(size: int) -> list:
    return [list(range(min(100_000, size), 0, -1))]


def valid(prices) -> bool:
    return (
        isinstance(prices, list)
        and len(prices) <= 100_000
        and all(type(price) is int and 1 <= price <= 1_000_000 for price in prices)
    )
