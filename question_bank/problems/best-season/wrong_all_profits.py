def best_total(days):
    total = 0
    for result in days:
        if result > 0:
            total += result
    if total == 0:
        return max(days)
    return total
