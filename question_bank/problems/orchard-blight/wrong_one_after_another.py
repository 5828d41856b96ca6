from collections import deque


def nights_until_lost(orchard):
    rows, columns = len(orchard), len(orchard[0])
    healthy = sum(row.count(1) for row in orchard)
    sick = deque()
    for row in range(rows):
        for column in range(columns):
            if orchard[row][column] == 2 and not sick:
                sick.append((row, column))
    nights = 0
    while sick and healthy:
        nights += 1
        for _ in range(len(sick)):
            row, column = sick.popleft()
            for r, c in ((row + 1, column), (row - 1, column), (row, column + 1), (row, column - 1)):
                if 0 <= r < rows and 0 <= c < columns and orchard[r][c] == 1:
                    orchard[r][c] = 2
                    healthy -= 1
                    sick.append((r, c))
    return -1 if healthy else nights
