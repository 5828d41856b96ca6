"""Short closures, many touching or inside others; ``size`` is the number of closures."""

import random


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)
    size = min(10_000, size)
    closures = []
    for _ in range(size):
        first = rng.randint(1, 3 * size + 1)
        closures.append([first, first + rng.choice([0, 0, 1, 2, 5])])
    return [closures]


def worst(size: int) -> list:
    size = min(10_000, size)
    firsts = [3 * n for n in range(size)]
    random.Random(size).shuffle(firsts)
    return [[[first, first + 1] for first in firsts]]


def valid(closures) -> bool:
    return (
        isinstance(closures, list)
        and len(closures) <= 10_000
        and all(
            isinstance(closure, list)
            and len(closure) == 2
            and all(type(day) is int for day in closure)
            and closure[0] <= closure[1]
            for closure in closures
        )
    )
