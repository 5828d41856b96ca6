"""Visits on a short day with many equal minutes; ``size`` is the number of visits."""

import random


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)
    size = min(10_000, size)
    visits = []
    for _ in range(size):
        arrival = rng.randint(0, rng.choice([size, 2 * size + 2]))
        visits.append([arrival, arrival + rng.randint(1, 4)])
    if visits and rng.random() < 0.3:
        visits[rng.randrange(size)] = [0, 2 * size + 3]
    return [visits]


def worst(size: int) -> list:
    size = min(10_000, size)
    visits = [[n, 2 * size - n] for n in range(size)]
    random.Random(size).shuffle(visits)
    return [visits]


def valid(visits) -> bool:
    return (
        isinstance(visits, list)
        and len(visits) <= 10_000
        and all(
            isinstance(visit, list)
            and len(visit) == 2
            and all(type(minute) is int for minute in visit)
            and visit[0] < visit[1]
            for visit in visits
        )
    )
