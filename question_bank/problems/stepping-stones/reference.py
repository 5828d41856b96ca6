def fewest_leaps(reach):
    leaps = 0
    end = 0
    farthest = 0
    for stone in range(len(reach) - 1):
        farthest = max(farthest, stone + reach[stone])
        if stone == end:
            if farthest == end:
                return -1
            leaps += 1
            end = farthest
    return leaps
