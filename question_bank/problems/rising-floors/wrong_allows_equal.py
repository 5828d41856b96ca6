def most_stops(stops):
    best = []
    for current in range(len(stops)):
        longest = 1
        for earlier in range(current):
            if stops[earlier] <= stops[current]:
                longest = max(longest, best[earlier] + 1)
        best.append(longest)
    return max(best) if best else 0
