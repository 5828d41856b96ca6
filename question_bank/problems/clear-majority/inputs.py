import random


def generate(seed, size):
    rng = random.Random(seed)
    favourite = rng.randint(0, 2)
    share = rng.choice((0.3, 0.5, 0.6))
    return [[favourite if rng.random() < share else rng.randint(0, 3) for _ in range(size)]]


def worst(size):
    return [list(range(size))]


def valid(votes):
    return (
        isinstance(votes, list)
        and len(votes) <= 100_000
        and all(type(vote) is int and vote >= 0 for vote in votes)
    )
