def still_inside(log):
    seen = set()
    total = 0
    for badge in log:
        if badge in seen:
            total -= badge
        else:
            seen.add(badge)
            total += badge
    return total
