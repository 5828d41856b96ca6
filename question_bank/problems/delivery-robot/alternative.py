from functools import cache


def ways_through(rows):
    @cache
    def ways(row, column):
        if row < 0 or column < 0 or rows[row][column] == "#":
            return 0
        if row == column == 0:
            return 1
        return ways(row - 1, column) + ways(row, column - 1)

    return ways(len(rows) - 1, len(rows[0]) - 1)
