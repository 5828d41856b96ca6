import random


def generate(seed, size):
    rng = random.Random(seed)
    return [[rng.randint(-2, 3) for _ in range(size)], rng.randint(-2, 4)]


def whole(value, low, high):
    return type(value) is int and low <= value <= high


def valid(days, amount):
    return (
        isinstance(days, list)
        and len(days) <= 100_000
        and all(whole(day, -10_000, 10_000) for day in days)
        and type(amount) is int
    )
