def pavings(length):
    ways = [1] + [0] * length
    for slab in (1, 2, 3):
        for metres in range(slab, length + 1):
            ways[metres] += ways[metres - slab]
    return ways[length]
