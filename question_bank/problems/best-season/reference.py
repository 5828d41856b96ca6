def best_total(days):
    current = days[0]
    best = days[0]
    for result in days[1:]:
        if current > 0:
            current += result
        else:
            current = result
        if current > best:
            best = current
    return best
