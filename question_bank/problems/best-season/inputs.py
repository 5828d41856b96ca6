import random


def generate(seed, size):
    rng = random.Random(seed)
    low, high = ((-5, 5), (-4, -1), (-6, 3), (-1, 1))[seed % 4]
    return [[rng.randint(low, high) for _ in range(max(1, size))]]


def valid(days):
    return (
        isinstance(days, list)
        and 1 <= len(days) <= 100_000
        and all(type(day) is int and -10_000 <= day <= 10_000 for day in days)
    )
