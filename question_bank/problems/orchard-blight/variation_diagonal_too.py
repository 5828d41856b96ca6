from collections import deque


def nights_until_lost(orchard):
    rows, columns = len(orchard), len(orchard[0])
    healthy = 0
    sick = deque()
    for row in range(rows):
        for column in range(columns):
            if orchard[row][column] == 2:
                sick.append((row, column))
            elif orchard[row][column] == 1:
                healthy += 1
    nights = 0
    while sick and healthy:
        nights += 1
        for _ in range(len(sick)):
            row, column = sick.popleft()
            for r in range(row - 1, row + 2):
                for c in range(column - 1, column + 2):
                    if 0 <= r < rows and 0 <= c < columns and orchard[r][c] == 1:
                        orchard[r][c] = 2
                        healthy -= 1
                        sick.append((r, c))
    return -1 if healthy else nights
