def pavings(length):
    ways = [1]
    for metres in range(1, length + 1):
        total = 0
        for slab in (1, 2, 3):
            if slab <= metres:
                total += ways[metres - slab]
        ways.append(total)
    return ways[length]
