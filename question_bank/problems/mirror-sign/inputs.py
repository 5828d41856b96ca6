"""Signs over few characters, often mirrored with a few slips; ``size`` is the length of the sign."""

import random


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)
    size = min(100_000, size)
    characters = rng.choice(["ab", "aAbB1", "aB1 ,."])
    sign = [rng.choice(characters) for _ in range(size)]
    if rng.random() < 0.6:
        for place in range(size // 2):
            sign[size - 1 - place] = rng.choice([sign[place].upper(), sign[place].lower()])
        for _ in range(rng.randint(0, 2)):
            sign.insert(rng.randint(0, len(sign)), rng.choice(characters))
    return ["".join(sign)[:size]]


def valid(sign) -> bool:
    return isinstance(sign, str) and len(sign) <= 100_000 and sign.isascii()
