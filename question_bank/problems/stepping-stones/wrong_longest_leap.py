def fewest_leaps(reach):
    stone = 0
    leaps = 0
    last = len(reach) - 1
    while stone < last:
        if reach[stone] == 0:
            return -1
        stone = min(last, stone + reach[stone])
        leaps += 1
    return leaps
