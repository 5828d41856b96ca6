def fewest_stamps(values, amount):
    unreachable = amount + 1
    fewest = [0] + [unreachable] * amount
    for value in values:
        for total in range(amount, value - 1, -1):
            fewest[total] = min(fewest[total], fewest[total - value] + 1)
    return fewest[amount] if fewest[amount] < unreachable else -1
