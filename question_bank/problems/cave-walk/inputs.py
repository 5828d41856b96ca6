"""Caves of any shape, many with a long way in first; ``size`` is the number of chambers."""

import random


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)
    chambers = min(10_000, size)
    if chambers == 0:
        return [None]
    cave = [rng.randint(0, 5), None, None]
    ends = [(cave, 1), (cave, 2)]
    corridor = rng.choice([0, 1, 2])
    two_arms = chambers < 100 and rng.random() < 0.4
    for n in range(chambers - 1):
        parent, side = ends.pop(0 if two_arms else rng.randrange(len(ends)))
        parent[side] = [rng.randint(0, 5), None, None]
        ends += [(parent[side], 1), (parent[side], 2)]
        if n < corridor:
            ends = ends[-2:]
        elif two_arms:
            ends.pop(rng.choice([-1, -2]))
    return [cave]


def _depth(cave) -> int:
    """Chambers on the longest way down; -1 if something is no chamber or there are too many."""
    level, depth, chambers = [cave], 0, 0
    while True:
        level = [chamber for chamber in level if chamber is not None]
        if not level:
            return depth
        depth += 1
        chambers += len(level)
        for chamber in level:
            if not isinstance(chamber, list) or len(chamber) != 3:
                return -1
            if type(chamber[0]) is not int or not 0 <= chamber[0] <= 100:
                return -1
        if chambers > 10_000:
            return -1
        level = [part for chamber in level for part in chamber[1:]]


def worst(size: int) -> list:
    cave = None
    for _ in range(min(400, size)):
        cave = [1, cave, None]
    return [cave]


def valid(cave) -> bool:
    return 0 <= _depth(cave) <= 400
