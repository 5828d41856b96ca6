def take_bead(thread, place):
    front = [None, thread]
    ahead = front
    for _ in range(place):
        ahead = ahead[1]
        if ahead is None:
            return thread
    behind = front
    while ahead[1] is not None:
        ahead = ahead[1]
        behind = behind[1]
    behind[1] = behind[1][1]
    return front[1]
