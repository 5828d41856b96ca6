import random


def generate(seed, size):
    rng = random.Random(seed)
    minute = rng.randint(0, 3)
    then = []
    for _ in range(max(1, size)):
        then.append(["enter", [minute]])
        minute += rng.choice((0, 1, 1, 2))
    return [[rng.randint(1, 3), rng.randint(1, 5)], then]


def worst(size):
    return [[size, max(1, size // 2)], [["enter", [minute]] for minute in range(size)]]


def valid(args, then):
    if not isinstance(args, list) or len(args) != 2:
        return False
    if not all(type(value) is int and value >= 1 for value in args):
        return False
    if not isinstance(then, list) or not 1 <= len(then) <= 100_000:
        return False
    before = 0
    for call in then:
        if not isinstance(call, list) or len(call) != 2 or call[0] != "enter":
            return False
        given = call[1]
        if not isinstance(given, list) or len(given) != 1 or type(given[0]) is not int:
            return False
        if given[0] < before:
            return False
        before = given[0]
    return True
