def fewest_stamps(values, amount):
    stamps = 0
    for value in sorted(values, reverse=True):
        while amount >= value:
            amount -= value
            stamps += 1
    return stamps if amount == 0 else -1
