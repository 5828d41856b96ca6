def start_post(gain, cost):
    count = len(gain)
    for start in range(count):
        left = 0
        for step in range(count):
            post = (start + step) % count
            left += gain[post] - cost[post]
            if left < 0:
                break
        else:
            return start
    return -1
