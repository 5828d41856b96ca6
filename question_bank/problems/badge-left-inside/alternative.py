def still_inside(log):
    inside = set()
    for badge in log:
        if badge in inside:
            inside.discard(badge)
        else:
            inside.add(badge)
    return inside.pop()
