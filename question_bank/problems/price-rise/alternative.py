def days_to_wait(prices):
    wait = []
    for day, price in enumerate(prices):
        later = (k for k in range(day + 1, len(prices)) if prices[k] > price)
        wait.append(next(later, day) - day)
    return wait
