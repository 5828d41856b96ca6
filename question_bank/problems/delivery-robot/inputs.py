import random


def generate(seed, size):
    rng = random.Random(seed)
    rows, columns = (rng.randint(max(1, size // 2), max(1, size)) for _ in range(2))
    closed = rng.choice((0.1, 0.25))
    return [["".join(rng.choices(".#", (1, closed), k=columns)) for _ in range(rows)]]


def worst(size):
    return [["." * size] * size]


def valid(rows):
    if not isinstance(rows, list) or not 1 <= len(rows) <= 100:
        return False
    if not all(isinstance(row, str) and set(row) <= {".", "#"} for row in rows):
        return False
    return 1 <= len(rows[0]) <= 100 and len({len(row) for row in rows}) == 1
