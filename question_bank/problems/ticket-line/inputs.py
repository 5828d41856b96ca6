"""Lines of people who want few tickets; ``size`` is the number of people."""

import random


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)
    people = max(1, min(10_000, size))
    most = rng.choice([2, 5, 9])
    return [[rng.randint(1, most) for _ in range(people)], rng.randrange(people)]


def worst(size: int) -> list:
    people = max(1, min(10_000, size))
    return [[100] * people, people - 1]


def valid(wants, me) -> bool:
    if not isinstance(wants, list) or not 1 <= len(wants) <= 10_000:
        return False
    if type(me) is not int or not 0 <= me < len(wants):
        return False
    return all(type(tickets) is int and 1 <= tickets <= 100 for tickets in wants)
