def start_post(gain, cost):
    total = 0
    start = -1
    for post in range(len(gain)):
        total += gain[post] - cost[post]
        if start == -1 and gain[post] >= cost[post]:
            start = post
    if total < 0:
        return -1
    return start
