def longest_walk(cave):
    longest = 0

    def way_down(chamber):
        nonlocal longest
        if chamber is None:
            return 0
        left = way_down(chamber[1])
        right = way_down(chamber[2])
        if left + right > longest:
            longest = left + right
        return max(left, right) + 1

    way_down(cave)
    return longest
