import random


def total(part):
    return 0 if part is None else part[0] + total(part[1]) + total(part[2])


def build(rng, figures):
    if figures <= 0:
        return None
    half = (figures - 1) // 2
    left = build(rng, half)
    kind = rng.random()
    if kind < 0.4:
        right = left
    elif kind < 0.75:
        right = None if left is None else [total(left), None, None]
    else:
        right = build(rng, figures - 1 - half)
    if rng.random() < 0.3:
        left, right = right, left
    return [rng.randint(1, 3), left, right]


def generate(seed, size):
    return [build(random.Random(seed), size)]


def worst(size):
    mobile = [1, None, None]
    for _ in range(size.bit_length() - 2 if size > 500 else 0):
        mobile = [1, mobile, mobile]
    weight = figures = total(mobile)
    while figures < size - 1:
        mobile = [1, mobile, [weight, None, None]]
        weight = 1 + 2 * weight
        figures += 2
    return [mobile]


def valid(mobile):
    figures = 0
    left = [(mobile, 1)]
    while left:
        part, depth = left.pop()
        if part is None:
            continue
        if not isinstance(part, list) or len(part) != 3 or depth > 300:
            return False
        if type(part[0]) is not int or part[0] < 1:
            return False
        figures += 1
        if figures > 5_000:
            return False
        left += [(part[1], depth + 1), (part[2], depth + 1)]
    return True
