def longest_walk(cave):
    most = 0

    def best_down(chamber):
        nonlocal most
        if chamber is None:
            return 0
        left = best_down(chamber[1])
        right = best_down(chamber[2])
        if left + right + chamber[0] > most:
            most = left + right + chamber[0]
        return max(left, right) + chamber[0]

    best_down(cave)
    return most
