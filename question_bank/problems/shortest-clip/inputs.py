"""Films over few letters and short casts; ``size`` is the length of the film."""

import random


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)
    letters = rng.choice(["ab", "abc", "abcde"])
    film = "".join(rng.choice(letters) for _ in range(min(100_000, size)))
    cast = "".join(rng.choice(letters) for _ in range(rng.randint(1, 3)))
    return [film, cast]


def worst(size: int) -> list:
    size = min(100_000, size)
    return ["a" * (size - 1) + "b" * (size > 0), "ab"]


def valid(film, cast) -> bool:
    if not isinstance(film, str) or not isinstance(cast, str):
        return False
    if len(film) > 100_000 or not 1 <= len(cast) <= 1000:
        return False
    return (film + cast).isalpha()
