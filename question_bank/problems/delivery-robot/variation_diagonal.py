def ways_through(rows):
    columns = len(rows[0])
    above = [0] * columns
    for row in range(len(rows)):
        ways = [0] * columns
        for column in range(columns):
            if rows[row][column] == "#":
                continue
            if row == 0 and column == 0:
                ways[column] = 1
                continue
            ways[column] = above[column]
            if column > 0:
                ways[column] += ways[column - 1] + above[column - 1]
        above = ways
    return above[-1]
