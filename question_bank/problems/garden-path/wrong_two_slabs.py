def pavings(length):
    previous = 0
    current = 1
    for _ in range(length):
        following = previous + current
        previous = current
        current = following
    return current
