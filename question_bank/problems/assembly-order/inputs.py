import random


def generate(seed, size):
    rng = random.Random(seed)
    count = max(1, size)
    place = list(range(count))
    rng.shuffle(place)
    rules = []
    for _ in range(rng.randint(0, 2 * size)):
        first, second = rng.randrange(count), rng.randrange(count)
        if seed % 3 and place[first] > place[second]:
            first, second = second, first
        if first != second or seed % 3 == 0:
            rules.append([first, second])
    return [count, rules]


def worst(size):
    return [size, [[size - 1, step] for step in range(size - 1)]]


def whole(value, low, high):
    return type(value) is int and low <= value <= high


def valid(count, rules):
    if not whole(count, 1, 10_000) or not isinstance(rules, list) or len(rules) > 50_000:
        return False
    return all(
        isinstance(rule, list)
        and len(rule) == 2
        and all(whole(step, 0, count - 1) for step in rule)
        for rule in rules
    )
