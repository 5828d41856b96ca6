def start_post(gain, cost):
    start = 0
    left = 0
    total = 0
    for post in range(len(gain)):
        change = gain[post] - cost[post]
        left += change
        total += change
        if left < 0:
            start = post + 1
            left = 0
    if total < 0:
        return -1
    return start
