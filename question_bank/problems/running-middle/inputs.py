"""Readings from a small range, with the middle asked often; ``size`` is the number of calls."""

import random


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)
    spread = rng.choice([2, 9])
    calls = []
    for _ in range(min(100_000, size)):
        if rng.random() < 0.6:
            calls.append(["add", [rng.randint(-spread, spread)]])
        else:
            calls.append(["middle", []])
    return [[], calls or [["middle", []]]]


def worst(size: int) -> list:
    calls = [["add", [size - n]] for n in range(max(0, min(100_000, size) - 1))]
    return [[], [*calls, ["middle", []]]]


def valid(args, then) -> bool:
    if args != [] or not isinstance(then, list) or not 1 <= len(then) <= 100_000:
        return False
    for call in then:
        if not isinstance(call, list | tuple) or len(call) != 2:
            return False
        method, given = call
        if method == "add":
            if not isinstance(given, list) or len(given) != 1 or type(given[0]) is not int:
                return False
        elif method != "middle" or given != []:
            return False
    return True
