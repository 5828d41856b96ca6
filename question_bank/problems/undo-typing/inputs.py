"""Recordings over two letters and many deletes, about half of them equal; ``size``: their length."""

import random


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)
    size = min(100_000, size)

    def keys(length: int) -> str:
        return "".join(rng.choice("aab<<") for _ in range(length))

    first = keys(size)
    if rng.random() < 0.5:
        return [first, keys(rng.randint(0, size))]
    left = []
    for key in first:
        if key != "<":
            left.append(key)
        elif left:
            left.pop()
    second = "".join(left)
    place = rng.randint(0, len(second))
    return [first, (second[:place] + "b<" + second[place:])[:100_000]]


def worst(size: int) -> list:
    size = min(100_000, size)
    return ["a" * (size - size // 2) + "<" * (size // 2), "a" * size]


def valid(first, second) -> bool:
    return all(
        isinstance(keys, str)
        and len(keys) <= 100_000
        and all(key == "<" or key.isalpha() for key in keys)
        for keys in (first, second)
    )
