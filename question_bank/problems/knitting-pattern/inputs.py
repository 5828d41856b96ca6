import random


def build(rng, room):
    pattern = ""
    while room > 0:
        times = rng.choice((1, 2, 2, 3, 11, 12))
        if times <= room and rng.random() < 0.5:
            inner = rng.randint(0, room // times)
            pattern += f"{times}[{build(rng, inner)}]"
            room -= times * inner + 1
        else:
            pattern += rng.choice("kpy")
            room -= 1
    return pattern


def generate(seed, size):
    return [build(random.Random(seed), 2 * size)]


def worst(size):
    return ["2[" + "k" * (size // 2) + "]"]


def valid(pattern):
    if not isinstance(pattern, str) or len(pattern) > 1_000:
        return False
    lengths = [0]
    counts = []
    digits = ""
    for character in pattern:
        if character in "0123456789":
            digits += character
            if digits.startswith("0") or int(digits) > 300:
                return False
        elif character == "[":
            if not digits:
                return False
            counts.append(int(digits))
            lengths.append(0)
            digits = ""
        elif digits:
            return False
        elif character == "]":
            if not counts:
                return False
            lengths[-2] += lengths[-1] * counts.pop()
            lengths.pop()
        elif character.isalpha():
            lengths[-1] += 1
        else:
            return False
    return not counts and not digits and lengths[0] <= 100_000
