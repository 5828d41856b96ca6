def warmest(temperatures, days):
    count = len(temperatures) - days + 1
    return [max(temperatures[start : start + days]) for start in range(count)]
