"""Words over few letters, mostly a few slips apart; ``size`` is the length of the meant word."""

import random


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)
    size = min(490, size)
    letters = rng.choice(["ab", "abc", "aAb"])
    meant = [rng.choice(letters) for _ in range(size)]
    if rng.random() < 0.3:
        return ["".join(meant), "".join(rng.choice(letters) for _ in range(rng.randint(0, size)))]
    typed = meant[:]
    for _ in range(rng.randint(0, 3)):
        place = rng.randint(0, len(typed))
        slip = rng.choice(["add", "swap", "swap", "leave", "replace"])
        if slip == "add":
            typed.insert(place, rng.choice(letters))
        elif slip == "swap":
            typed[place : place + 2] = typed[place : place + 2][::-1]
        elif slip == "leave":
            typed[place : place + 1] = []
        else:
            typed[place : place + 1] = [rng.choice(letters)]
    return ["".join(meant), "".join(typed)]


def worst(size: int) -> list:
    size = min(500, size)
    return [("ab" * size)[:size], ("abc" * size)[:size]]


def valid(meant, typed) -> bool:
    return all(
        isinstance(word, str) and len(word) <= 500 and (word == "" or word.isalpha())
        for word in (meant, typed)
    )
