"""Well-formed numerals up to 3999; ``size`` is the largest number of letters."""

import random
import re

_STEPS = [
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
]  # fmt: skip
_FORM = re.compile(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")


def _written(number: int) -> str:
    numeral = ""
    for value, letters in _STEPS:
        numeral += letters * (number // value)
        number %= value
    return numeral


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)
    most = max(1, min(15, size))
    numeral = _written(rng.randint(1, 3999))
    while len(numeral) > most or len(numeral) < most // 2:
        numeral = _written(rng.choice([rng.randint(1, 3999), rng.randint(1, 60)]))
    return [numeral]


def worst(size: int) -> list:
    return ["MMMDCCCLXXXVIII"[: max(1, size)]]


def valid(numeral) -> bool:
    if not isinstance(numeral, str) or not 1 <= len(numeral) <= 15:
        return False
    return _FORM.fullmatch(numeral) is not None
