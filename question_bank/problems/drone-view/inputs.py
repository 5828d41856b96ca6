import random


def build(rng, people, deep):
    if people <= 0:
        return None
    left = rng.randint(0, people - 1)
    if deep:
        left = rng.choice((0, people - 1, left))
    value = rng.randint(-2, 9)
    return [value, build(rng, left, deep), build(rng, people - 1 - left, deep)]


def generate(seed, size):
    return [build(random.Random(seed), size, seed % 2 == 0)]


def worst(size):
    return [build(random.Random(size), size, False)]


def valid(tree):
    people = 0
    left = [(tree, 1)]
    while left:
        part, depth = left.pop()
        if part is None:
            continue
        if not isinstance(part, list) or len(part) != 3 or depth > 500:
            return False
        if type(part[0]) is not int:
            return False
        people += 1
        if people > 10_000:
            return False
        left += [(part[1], depth + 1), (part[2], depth + 1)]
    return True
