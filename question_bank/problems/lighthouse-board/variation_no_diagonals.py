def placements(size):
    ways = 1
    for free_columns in range(size, 0, -1):
        ways *= free_columns
    return ways
