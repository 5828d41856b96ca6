def take_bead(thread, place):
    ahead = thread
    for _ in range(place):
        if ahead is None:
            return thread
        ahead = ahead[1]
    bead = thread
    while ahead is not None:
        ahead = ahead[1]
        bead = bead[1]
    bead[1] = None
    return thread
