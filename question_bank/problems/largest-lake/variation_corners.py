def largest_lake(rows):
    seen = set()

    def size(row, column):
        if not (0 <= row < len(rows) and 0 <= column < len(rows[0])):
            return 0
        if rows[row][column] != "w" or (row, column) in seen:
            return 0
        seen.add((row, column))
        total = 1
        for r in (row - 1, row, row + 1):
            for c in (column - 1, column, column + 1):
                total += size(r, c)
        return total

    largest = 0
    for row in range(len(rows)):
        for column in range(len(rows[0])):
            largest = max(largest, size(row, column))
    return largest
