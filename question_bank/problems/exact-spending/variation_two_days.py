def stretches(days, amount):
    seen = {0: 1}
    total = 0
    count = 0
    for spent in days:
        total += spent
        count += seen.get(total - amount, 0)
        if spent == amount:
            count -= 1
        seen[total] = seen.get(total, 0) + 1
    return count
