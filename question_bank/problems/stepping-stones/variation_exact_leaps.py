def fewest_leaps(reach):
    stone = 0
    leaps = 0
    while stone < len(reach) - 1:
        if reach[stone] == 0:
            return -1
        stone += reach[stone]
        leaps += 1
    if stone > len(reach) - 1:
        return -1
    return leaps
