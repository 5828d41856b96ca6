def best_total(days):
    best = days[0]
    for first in range(len(days)):
        total = 0
        for result in days[first:]:
            total += result
            best = max(best, total)
    return best
