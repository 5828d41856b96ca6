def still_inside(log):
    mixed = 0
    for badge in log:
        mixed = mixed ^ badge
    differs = mixed & -mixed
    first = 0
    for badge in log:
        if badge & differs:
            first = first ^ badge
    return sorted([first, first ^ mixed])
