import random


def generate(seed, size):
    rng = random.Random(seed)
    return [[rng.randint(0, rng.choice((3, 9))) for _ in range(size)]]


def valid(heights):
    return (
        isinstance(heights, list)
        and len(heights) <= 100_000
        and all(type(height) is int and 0 <= height <= 10_000 for height in heights)
    )
