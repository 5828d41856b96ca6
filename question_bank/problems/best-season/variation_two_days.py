def best_total(days):
    current = days[0]
    best = days[0] + days[1]
    for result in days[1:]:
        longer = current + result
        if longer > best:
            best = longer
        current = max(longer, result)
    return best
