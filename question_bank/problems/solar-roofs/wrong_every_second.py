def best_yield(yield_kwh):
    even = 0
    odd = 0
    for position, amount in enumerate(yield_kwh):
        if position % 2 == 0:
            even += amount
        else:
            odd += amount
    return max(even, odd)
