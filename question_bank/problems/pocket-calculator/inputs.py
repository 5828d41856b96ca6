"""Well-formed expressions of small numbers; ``size`` is about the number of characters."""

import random
import re

_TOKEN = re.compile(r"[0-9]+|[-+*()]")


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)

    def written(numbers: int, depth: int) -> str:
        if numbers == 1:
            number = str(rng.choice([0, 1, 2, 3, 4, 10, 12]))
            return f"({number})" if depth < 90 and rng.random() < 0.05 else number
        front = rng.randint(1, numbers - 1)
        operator = rng.choice("+--*")
        text = written(front, depth + 1) + operator + written(numbers - front, depth + 1)
        return f"({text})" if depth < 90 and rng.random() < 0.3 else text

    text = ""
    numbers = max(1, min(400, size // 2 + 1))
    while not text or len(text) > 1000:
        text = written(numbers, 0)
        numbers -= numbers // 10
    if rng.random() < 0.4:
        spaced = _TOKEN.sub(lambda token: token[0] + " " * rng.randint(0, 2), text)
        text = spaced if len(spaced) <= 1000 else text
    return [text]


def worst(size: int) -> list:
    return ["1" + "-1" * ((min(1000, max(1, size)) - 1) // 2)]


def valid(expression) -> bool:
    if not isinstance(expression, str) or not 1 <= len(expression) <= 1000:
        return False
    if _TOKEN.sub("", expression).strip(" "):
        return False
    open_brackets = 0
    value_next = True
    for token in _TOKEN.findall(expression):
        if value_next != (token == "(" or token.isdigit()):
            return False
        if token == "(":
            open_brackets += 1
        elif token == ")":
            open_brackets -= 1
        else:
            value_next = not value_next
        if not 0 <= open_brackets <= 100:
            return False
    return open_brackets == 0 and not value_next
