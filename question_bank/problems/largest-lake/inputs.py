import random


def generate(seed, size):
    rng = random.Random(seed)
    rows, columns = (rng.randint(max(1, size // 2), max(1, size)) for _ in range(2))
    water = rng.choice((0.4, 0.6))
    return [
        ["".join("w" if rng.random() < water else "." for _ in range(columns)) for _ in range(rows)]
    ]


def worst(size):
    return [["w."[row % 2] * size for row in range(size)]]


def lake(rows, cell, seen):
    todo = [cell]
    seen.add(cell)
    count = 0
    while todo:
        row, column = todo.pop()
        count += 1
        for r, c in ((row + 1, column), (row - 1, column), (row, column + 1), (row, column - 1)):
            inside = 0 <= r < len(rows) and 0 <= c < len(rows[0])
            if inside and rows[r][c] == "w" and (r, c) not in seen:
                seen.add((r, c))
                todo.append((r, c))
    return count


def valid(rows):
    if not isinstance(rows, list) or not 1 <= len(rows) <= 200:
        return False
    if not all(isinstance(row, str) and set(row) <= {".", "w"} for row in rows):
        return False
    if not 1 <= len(rows[0]) <= 200 or len({len(row) for row in rows}) != 1:
        return False
    seen = set()
    for row in range(len(rows)):
        for column in range(len(rows[0])):
            if rows[row][column] != "w" or (row, column) in seen:
                continue
            if lake(rows, (row, column), seen) > 500:
                return False
    return True
