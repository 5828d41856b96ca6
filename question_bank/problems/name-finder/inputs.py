"""Additions and suggestions over two letters; ``size`` is the number of calls."""

import random


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)

    def letters(least: int) -> str:
        return "".join(rng.choice("ab") for _ in range(rng.randint(least, 4)))

    calls = []
    for _ in range(min(100_000, size)):
        if rng.random() < 0.6:
            calls.append(["add", [letters(1)]])
        else:
            calls.append(["suggest", [letters(0)[: rng.randint(0, 3)]]])
    return [[], calls or [["suggest", [""]]]]


def valid(args, then) -> bool:
    if args != [] or not isinstance(then, list) or not 1 <= len(then) <= 100_000:
        return False
    added = 0
    for call in then:
        if not isinstance(call, list | tuple) or len(call) != 2:
            return False
        method, given = call
        if method not in ("add", "suggest") or not isinstance(given, list) or len(given) != 1:
            return False
        text = given[0]
        least = 1 if method == "add" else 0
        if not isinstance(text, str) or not least <= len(text) <= 30:
            return False
        if not all("a" <= letter <= "z" for letter in text):
            return False
        added += method == "add"
    return added <= 10_000
