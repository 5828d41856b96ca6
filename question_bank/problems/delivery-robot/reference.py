def ways_through(rows):
    columns = len(rows[0])
    ways = [0] * columns
    ways[0] = 1
    for row in rows:
        for column in range(columns):
            if row[column] == "#":
                ways[column] = 0
            elif column > 0:
                ways[column] += ways[column - 1]
    return ways[-1]
