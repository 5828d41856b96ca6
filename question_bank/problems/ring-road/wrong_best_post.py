def start_post(gain, cost):
    if sum(gain) < sum(cost):
        return -1
    best = 0
    for post in range(len(gain)):
        if gain[post] - cost[post] > gain[best] - cost[best]:
            best = post
    return best
