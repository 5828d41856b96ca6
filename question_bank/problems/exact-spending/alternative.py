def stretches(days, amount):
    count = 0
    for first in range(len(days)):
        total = 0
        for spent in days[first:]:
            total += spent
            count += total == amount
    return count
