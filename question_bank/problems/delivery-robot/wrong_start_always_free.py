def ways_through(rows):
    columns = len(rows[0])
    ways = [0] * columns
    ways[0] = 1
    for row in range(len(rows)):
        for column in range(columns):
            if rows[row][column] == "#" and (row, column) != (0, 0):
                ways[column] = 0
            elif column > 0:
                ways[column] += ways[column - 1]
    return ways[-1]
