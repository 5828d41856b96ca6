def pavings(length):
    known = {0: 1}

    def ways(metres):
        if metres < 0:
            return 0
        if metres not in known:
            known[metres] = ways(metres - 1) + ways(metres - 2) + ways(metres - 3)
        return known[metres]

    return ways(length)
