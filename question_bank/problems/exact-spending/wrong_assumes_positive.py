def stretches(days, amount):
    count = 0
    start = 0
    total = 0
    for end in range(len(days)):
        total += days[end]
        while start < end and total > amount:
            total -= days[start]
            start += 1
        if total == amount:
            count += 1
    return count
