def fewest_stamps(values, amount):
    unreachable = amount + 1
    fewest = [0] + [unreachable] * amount
    for total in range(1, amount + 1):
        for value in values:
            if value <= total:
                stamps = fewest[total - value] + 1
                if stamps < fewest[total]:
                    fewest[total] = stamps
    if fewest[amount] == unreachable:
        return -1
    return fewest[amount]
