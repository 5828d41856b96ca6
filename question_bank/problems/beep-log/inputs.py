import random


def generate(seed, size):
    rng = random.Random(seed)
    beeps = ""
    while len(beeps) < size:
        length = rng.choice((1, 1, 2, 3, 11))
        beeps += rng.choice("abA") * min(length, size - len(beeps))
    return [beeps]


def worst(size):
    return ["ab" * (size // 2) + "a" * (size % 2)]


def valid(beeps):
    return isinstance(beeps, str) and len(beeps) <= 100_000 and all(map(str.isalpha, beeps))
