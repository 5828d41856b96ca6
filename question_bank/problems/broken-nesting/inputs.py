import random

CLOSES = {"(": ")", "[": "]", "{": "}"}


def generate(seed, size):
    rng = random.Random(seed)
    opened = []
    text = ""
    while len(text) < size:
        chance = rng.random()
        if chance < 0.4:
            opened.append(rng.choice("([{"))
            text += opened[-1]
        elif chance < 0.8 and opened:
            text += CLOSES[opened.pop()]
        elif chance < 0.9:
            text += rng.choice("ab ")
        else:
            text += rng.choice(")]}")
    if seed % 3 == 0:
        closing = "".join(CLOSES[bracket] for bracket in reversed(opened))
        text = text[: max(0, size - len(closing))] + closing[:size]
    return [text]


def worst(size):
    return ["(" * (size // 2) + ")" * (size // 2)]


def valid(text):
    return isinstance(text, str) and len(text) <= 100_000
