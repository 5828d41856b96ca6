"""Calls on few hooks, with many coats fetched; ``size`` is the number of calls."""

import random


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)
    size = max(1, min(100_000, size))
    hooks = rng.randint(1, max(1, min(5, size)))
    calls = []
    if rng.random() < 0.5:
        calls += [["hang", []] for _ in range(hooks)]
        fetched = rng.sample(range(1, hooks + 1), min(2, hooks))
        calls += [["fetch", [hook]] for hook in fetched] + [["hang", []]]
    while len(calls) < size:
        if rng.random() < 0.6:
            calls.append(["hang", []])
        else:
            calls.append(["fetch", [rng.randint(1, hooks)]])
    return [[hooks], calls[:size]]


def worst(size: int) -> list:
    size = max(1, min(100_000, size))
    hooks = size // 3 + 1
    calls = [["hang", []] for _ in range(hooks)]
    calls += [["fetch", [hook]] for hook in range(hooks, 0, -1)]
    calls += [["hang", []] for _ in range(hooks)]
    return [[hooks], calls[:size]]


def valid(args, then) -> bool:
    if not isinstance(args, list) or len(args) != 1 or type(args[0]) is not int:
        return False
    if not 1 <= args[0] <= 1_000_000 or not isinstance(then, list):
        return False
    if not 1 <= len(then) <= 100_000:
        return False
    for call in then:
        if not isinstance(call, list | tuple) or len(call) != 2 or not isinstance(call[1], list):
            return False
        method, given = call
        if method == "fetch":
            if len(given) != 1 or type(given[0]) is not int or not 1 <= given[0] <= args[0]:
                return False
        elif method != "hang" or given != []:
            return False
    return True
