def ways_through(rows):
    ways = [[0] * len(rows[0]) for _ in rows]
    for row in range(len(rows)):
        for column in range(len(rows[0])):
            if rows[row][column] == "#":
                continue
            if row == 0 or column == 0:
                ways[row][column] = 1
            else:
                ways[row][column] = ways[row - 1][column] + ways[row][column - 1]
    return ways[-1][-1]
