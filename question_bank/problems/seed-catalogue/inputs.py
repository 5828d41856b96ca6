"""Search trees, about half of them with a slip; ``size`` is the number of entries."""

import random


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)
    count = min(10_000, size)
    numbers = rng.sample(range(-count, 2 * count + 1), count)
    tree = None
    entries = []
    for number in numbers:
        entry = [number, None, None]
        entries.append(entry)
        if tree is None:
            tree = entry
            continue
        place = tree
        while True:
            side = 1 if number < place[0] else 2
            if place[side] is None:
                place[side] = entry
                break
            place = place[side]
    if entries and rng.random() < 0.55:
        slip = rng.choice(entries)
        slip[0] = rng.choice([slip[0] + 1, slip[0] - 1, rng.choice(numbers), rng.choice(numbers)])
    return [tree]


def worst(size: int) -> list:
    def balanced(low: int, high: int) -> list | None:
        if low == high:
            return None
        middle = (low + high) // 2
        return [middle, balanced(low, middle), balanced(middle + 1, high)]

    return [balanced(0, min(10_000, size))]


def valid(tree) -> bool:
    open_ends = [(tree, 1)]
    entries = 0
    while open_ends:
        entry, depth = open_ends.pop()
        if entry is None:
            continue
        entries += 1
        if entries > 10_000 or depth > 400 or not isinstance(entry, list) or len(entry) != 3:
            return False
        if type(entry[0]) is not int:
            return False
        open_ends += [(entry[1], depth + 1), (entry[2], depth + 1)]
    return True
