def longest_walk(cave):
    if cave is None:
        return 0
    longest = 0
    for part in (cave[1], cave[2]):
        if part is not None:
            longest = max(longest, 1 + longest_walk(part))
    return longest
