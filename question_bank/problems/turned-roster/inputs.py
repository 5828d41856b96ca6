"""Cut rosters, and numbers that are in them about half the time; ``size`` is their length."""

import random


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)
    size = min(1_000_000, size)
    lowest = rng.choice([-3, 0, 10])
    roster = sorted(rng.sample(range(lowest, lowest + 2 * size), size))
    cut = rng.choice([0, rng.randint(0, size)])
    roster = roster[cut:] + roster[:cut]
    if roster and rng.random() < 0.6:
        return [roster, rng.choice([roster[0], roster[-1], rng.choice(roster)])]
    return [roster, rng.randint(lowest - 1, lowest + 2 * size)]


def worst(size: int) -> list:
    size = min(1_000_000, size)
    return [[(n + size // 3) % size for n in range(size)], size]


def valid(roster, number) -> bool:
    if type(number) is not int or not isinstance(roster, list) or len(roster) > 1_000_000:
        return False
    if not all(type(entry) is int for entry in roster):
        return False
    falls = [n for n in range(1, len(roster)) if roster[n - 1] >= roster[n]]
    return not falls or (len(falls) == 1 and roster[-1] < roster[0])
