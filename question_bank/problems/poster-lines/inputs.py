"""Words of few letters, many as long as the line; ``size`` is the number of words."""

import random


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)
    width = rng.choice([1, 3, 5, 8, 12, 20])
    longest = rng.randint(1, min(width, 6))
    count = max(1, min(300, size))
    return [["abcdefgh"[: rng.randint(1, longest)] for _ in range(count)], width]


def worst(size: int) -> list:
    return [["word"] * max(1, min(300, size)), 100]


def valid(words, width) -> bool:
    if type(width) is not int or not 1 <= width <= 100:
        return False
    if not isinstance(words, list) or not 1 <= len(words) <= 300:
        return False
    return all(isinstance(w, str) and 1 <= len(w) <= width and w.split() == [w] for w in words)
