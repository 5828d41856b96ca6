import random


def generate(seed, size):
    rng = random.Random(seed)
    weights = rng.sample(range(1, size + 6), size)
    return [weights, rng.randint(1, 2 * size + 4)]


def worst(size):
    return [list(range(1, size + 1)), size * size]


def whole(value, low):
    return type(value) is int and value >= low


def valid(weights, capacity):
    return (
        isinstance(weights, list)
        and len(weights) <= 20
        and all(whole(weight, 1) for weight in weights)
        and len(set(weights)) == len(weights)
        and whole(capacity, 1)
    )
