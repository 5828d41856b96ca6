def take_bead(thread, place):
    beads = 0
    bead = thread
    while bead is not None:
        beads += 1
        bead = bead[1]
    if place >= beads:
        return thread
    before = thread
    for _ in range(beads - place - 1):
        before = before[1]
    before[1] = before[1][1]
    return thread
