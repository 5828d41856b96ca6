def days_to_wait(prices):
    wait = [0] * len(prices)
    waiting = []
    for day, price in enumerate(prices):
        if waiting and prices[waiting[-1]] < price:
            earlier = waiting.pop()
            wait[earlier] = day - earlier
        waiting.append(day)
    return wait
