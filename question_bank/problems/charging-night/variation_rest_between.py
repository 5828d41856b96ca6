def smallest_power(needs, hours):
    low = 1
    high = max(needs)
    while low < high:
        power = (low + high) // 2
        taken = len(needs) - 1
        for need in needs:
            taken += (need + power - 1) // power
        if taken <= hours:
            high = power
        else:
            low = power + 1
    return low
