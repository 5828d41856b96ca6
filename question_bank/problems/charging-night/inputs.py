import random


def generate(seed, size):
    rng = random.Random(seed)
    count = max(1, size)
    needs = [rng.randint(1, 2 * size + 3) for _ in range(count)]
    return [needs, count + rng.randint(0, 2 * count + 1)]


def worst(size):
    return [[size] * size, size]


def whole(value, low, high):
    return type(value) is int and low <= value <= high


def valid(needs, hours):
    if not isinstance(needs, list) or not 1 <= len(needs) <= 10_000:
        return False
    if not all(whole(need, 1, 1_000_000_000) for need in needs):
        return False
    return type(hours) is int and hours >= len(needs)
