from itertools import permutations


def placements(size):
    ways = 0
    for columns in permutations(range(size)):
        falling = {row - column for row, column in enumerate(columns)}
        rising = {row + column for row, column in enumerate(columns)}
        ways += len(falling) == len(rising) == size
    return ways
