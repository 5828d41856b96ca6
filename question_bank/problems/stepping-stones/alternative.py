def fewest_leaps(reach):
    fewest = [0] + [None] * (len(reach) - 1)
    for stone, far in enumerate(reach):
        if fewest[stone] is None:
            return -1
        for next_stone in range(stone + 1, min(len(reach), stone + far + 1)):
            if fewest[next_stone] is None:
                fewest[next_stone] = fewest[stone] + 1
    return fewest[-1]
