def rotate(grid):
    size = len(grid)
    for row in range(size):
        for column in range(row + 1, size):
            grid[row][column], grid[column][row] = grid[column][row], grid[row][column]
    for row in grid:
        row.reverse()


def cleared(grid):
    grid = [list(row) for row in grid]
    grid[0][0] = None
    del grid[-1]
    return grid
