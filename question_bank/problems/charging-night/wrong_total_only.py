def smallest_power(needs, hours):
    total = 0
    for need in needs:
        total += need
    power = total // hours
    if total % hours > 0:
        power += 1
    return power
