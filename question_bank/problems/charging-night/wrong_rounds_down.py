def smallest_power(needs, hours):
    low = 1
    high = max(needs)
    while low < high:
        power = (low + high) // 2
        taken = 0
        for need in needs:
            taken += max(1, need // power)
        if taken <= hours:
            high = power
        else:
            low = power + 1
    return low
