def pavings(length):
    ways = [1]
    for metres in range(1, length + 1):
        total = ways[metres - 1]
        if metres >= 3:
            total += ways[metres - 3]
        ways.append(total)
    return ways[length]
