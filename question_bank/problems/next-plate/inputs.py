"""Plates of few digits, many with a falling end; ``size`` is the number of digits."""

import random


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)
    size = max(1, min(1000, size))
    digits = [rng.choice(rng.choice(["012", "0123456789"])) for _ in range(size)]
    keep = rng.choice([0, size // 2, max(0, size - 3), size])
    return ["".join(digits[:keep] + sorted(digits[keep:], reverse=True))]


def worst(size: int) -> list:
    return ["1" + "9" * (max(1, min(1000, size)) - 1)]


def valid(plate) -> bool:
    return (
        isinstance(plate, str)
        and 1 <= len(plate) <= 1000
        and all("0" <= digit <= "9" for digit in plate)
    )
