def take_bead(thread, place):
    front = [None, thread]
    before = front
    for _ in range(place - 1):
        before = before[1]
        if before is None:
            return thread
    if before[1] is not None:
        before[1] = before[1][1]
    return front[1]
