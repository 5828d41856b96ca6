"""Short words over few letters; ``size`` is the number of words."""

import random


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)
    letters = rng.choice(["ab", "abc", "abcd"])
    shortest = rng.choice([0, 1, 2])
    words = []
    for _ in range(min(10_000, size)):
        length = rng.randint(shortest, 3)
        words.append("".join(rng.choice(letters) for _ in range(length)))
    return [words]


def worst(size: int) -> list:
    rng = random.Random(size)
    letters = "abcdefghijklmnopqrstuvwxyz"
    return [["".join(rng.choices(letters, k=20)) for _ in range(min(10_000, size))]]


def valid(words) -> bool:
    return (
        isinstance(words, list)
        and len(words) <= 10_000
        and all(
            isinstance(word, str)
            and len(word) <= 50
            and all("a" <= letter <= "z" for letter in word)
            for word in words
        )
    )
