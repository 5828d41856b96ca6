def hours_until_known(towns, roads, start):
    never = float("inf")
    times = [never] * towns
    times[start] = 0
    for _ in range(towns):
        for one, other, hours in roads:
            times[other] = min(times[other], times[one] + hours)
            times[one] = min(times[one], times[other] + hours)
    return -1 if never in times else max(times)
