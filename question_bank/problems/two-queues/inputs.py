"""Queues with many equal numbers; ``size`` is the number of people in both together."""

import random


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)
    size = min(50_000, size)
    highest = rng.choice([2, 9])
    people = [[rng.randint(1, highest), rng.choice("abcdef")] for _ in range(size)]
    cut = rng.choice([rng.randint(0, size), size // 2])
    return [sorted(part, key=lambda person: person[0]) for part in (people[:cut], people[cut:])]


def worst(size: int) -> list:
    size = min(100_000, size)
    people = [[n, "x"] for n in range(size)]
    return [people[0::2], people[1::2]]


def valid(first, second) -> bool:
    for queue in (first, second):
        if not isinstance(queue, list) or len(queue) > 50_000:
            return False
        for person in queue:
            if not isinstance(person, list) or len(person) != 2:
                return False
            if type(person[0]) is not int or not isinstance(person[1], str):
                return False
        if any(queue[n][0] > queue[n + 1][0] for n in range(len(queue) - 1)):
            return False
    return True
