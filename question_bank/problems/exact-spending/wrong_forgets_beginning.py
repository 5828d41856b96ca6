def stretches(days, amount):
    seen = {}
    total = 0
    count = 0
    for spent in days:
        total += spent
        if total - amount in seen:
            count += seen[total - amount]
        seen[total] = seen.get(total, 0) + 1
    return count
