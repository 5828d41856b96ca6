"""Calls on a small memory with few names; ``size`` is the number of calls."""

import random


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)
    size = max(1, min(100_000, size))
    capacity = rng.choice([1, 2, 2, 3])
    calls = []
    if rng.random() < 0.5:
        calls += [["save", [name, "0"]] for name in "abc"[:capacity]]
        calls += [["open", ["a"]], ["save", ["d", "1"]]]
    while len(calls) < size:
        name = rng.choice("abcd"[: capacity + 1])
        if rng.random() < 0.5:
            calls.append(["save", [name, str(rng.randint(0, 3))]])
        else:
            calls.append(["open", [name]])
    return [[capacity], calls[:size]]


def worst(size: int) -> list:
    size = max(1, min(100_000, size))
    half = max(1, size // 2)
    calls = [["save", [f"file{n}", "x"]] for n in range(half)]
    calls += [["open", [f"file{half - 1 - n % half}"]] for n in range(size - half)]
    return [[half], calls]


def valid(args, then) -> bool:
    if not isinstance(args, list) or len(args) != 1 or type(args[0]) is not int or args[0] < 1:
        return False
    if not isinstance(then, list) or not 1 <= len(then) <= 100_000:
        return False
    for call in then:
        if not isinstance(call, list | tuple) or len(call) != 2 or not isinstance(call[1], list):
            return False
        method, given = call
        if (method, len(given)) not in (("save", 2), ("open", 1)):
            return False
        if not all(isinstance(text, str) for text in given):
            return False
    return True
