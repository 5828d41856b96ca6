def largest_lake(rows):
    seen = set()

    def size(row, column):
        if row == len(rows) or column == len(rows[0]):
            return 0
        if rows[row][column] != "w" or (row, column) in seen:
            return 0
        seen.add((row, column))
        return 1 + size(row + 1, column) + size(row, column + 1)

    largest = 0
    for row in range(len(rows)):
        for column in range(len(rows[0])):
            largest = max(largest, size(row, column))
    return largest
