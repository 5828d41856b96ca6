"""Trains with equal loads now and then; ``size`` is the number of wagons."""

import random


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)
    loads = rng.choice([range(-2, 3), range(10), "abc"])
    train = None
    for _ in range(min(400, size)):
        train = [rng.choice(loads), train]
    return [train]


def valid(train) -> bool:
    wagons = 0
    while train is not None:
        wagons += 1
        if wagons > 400 or not isinstance(train, list) or len(train) != 2:
            return False
        load, train = train
        if type(load) not in (int, float, str):
            return False
    return True
