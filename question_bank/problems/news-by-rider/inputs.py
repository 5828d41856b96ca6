"""Road maps, mostly connected, with short hours; ``size`` is the number of towns."""

import random


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)
    towns = max(1, min(10_000, size))
    roads = []
    if rng.random() < 0.8:
        for town in range(1, towns):
            roads.append([town, rng.randrange(town), rng.randint(1, 4)])
    for _ in range(rng.randint(0, towns)):
        one, other = rng.randrange(towns), rng.randrange(towns)
        if one != other:
            roads.append([one, other, rng.randint(1, 9)])
    for road in roads:
        if rng.random() < 0.5:
            road[0], road[1] = road[1], road[0]
    rng.shuffle(roads)
    return [towns, roads, rng.randrange(towns)]


def worst(size: int) -> list:
    towns = max(1, min(10_000, size))
    rng = random.Random(towns)
    roads = [[town - 1, town, 1] for town in range(towns - 1, 0, -1)]
    for _ in range(4 * towns if towns > 1 else 0):
        one = rng.randrange(towns - 1)
        roads.append([one, rng.randrange(one + 1, towns), rng.randint(1, 1000)])
    return [towns, roads, 0]


def valid(towns, roads, start) -> bool:
    if type(towns) is not int or not 1 <= towns <= 10_000:
        return False
    if type(start) is not int or not 0 <= start < towns:
        return False
    if not isinstance(roads, list) or len(roads) > 50_000:
        return False
    for road in roads:
        if not isinstance(road, list) or len(road) != 3 or any(type(n) is not int for n in road):
            return False
        one, other, hours = road
        if not (0 <= one < towns and 0 <= other < towns and one != other and 1 <= hours <= 1000):
            return False
    return True
