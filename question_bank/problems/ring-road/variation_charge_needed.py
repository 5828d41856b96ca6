def start_post(gain, cost):
    left = 0
    lowest = 0
    for post in range(len(gain)):
        left += gain[post] - cost[post]
        if left < lowest:
            lowest = left
    return -lowest
