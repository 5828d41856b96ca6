def best_total(days):
    best = 0
    current = 0
    for result in days:
        current += result
        if current < 0:
            current = 0
        if current > best:
            best = current
    return best
