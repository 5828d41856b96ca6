"""Two rows of short shifts with short breaks; ``size`` is the number of shifts of one keeper."""

import random


def _shifts(rng: random.Random, count: int) -> list:
    shifts = []
    minute = rng.randint(0, 3)
    for _ in range(count):
        end = minute + rng.choice([1, 2, 2, 5])
        shifts.append([minute, end])
        minute = end + rng.choice([1, 1, 2, 4])
    return shifts


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)
    size = min(10_000, size)
    return [_shifts(rng, size), _shifts(rng, rng.randint(0, size))]


def worst(size: int) -> list:
    size = min(10_000, size)
    return [[[4 * n, 4 * n + 3] for n in range(size)], [[4 * n + 2, 4 * n + 5] for n in range(size)]]


def valid(first, second) -> bool:
    for shifts in (first, second):
        if not isinstance(shifts, list) or len(shifts) > 10_000:
            return False
        gone = -1
        for shift in shifts:
            if not isinstance(shift, list) or len(shift) != 2:
                return False
            if any(type(minute) is not int for minute in shift):
                return False
            if not gone < shift[0] < shift[1] <= 1_000_000:
                return False
            gone = shift[1]
    return True
