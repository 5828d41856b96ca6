def fewest_stamps(values, amount):
    reached, edge, stamps = {0}, {0}, 0
    while edge:
        if amount in edge:
            return stamps
        edge = {t + v for t in edge for v in values if t + v <= amount} - reached
        reached |= edge
        stamps += 1
    return -1
