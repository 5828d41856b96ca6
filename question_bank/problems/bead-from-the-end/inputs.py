"""Threads with equal colours, and places about as far as they are long; ``size``: number of beads."""

import random


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)
    beads = min(400, size)
    thread = None
    for _ in range(beads):
        thread = [rng.randint(1, 5), thread]
    return [thread, rng.choice([1, max(1, beads), beads + 1, rng.randint(1, beads + 1)])]


def worst(size: int) -> list:
    thread = None
    for colour in range(min(400, size)):
        thread = [colour, thread]
    return [thread, max(1, min(400, size) // 2)]


def valid(thread, place) -> bool:
    if type(place) is not int or not 1 <= place <= 1000:
        return False
    beads = 0
    while thread is not None:
        beads += 1
        if beads > 400 or not isinstance(thread, list) or len(thread) != 2:
            return False
        colour, thread = thread
        if type(colour) is not int:
            return False
    return True
