def most_stops(stops):
    best = []
    most = 0
    for current in range(len(stops)):
        longest = 1
        for earlier in range(current):
            if stops[earlier] < stops[current] and best[earlier] + 1 > longest:
                longest = best[earlier] + 1
        best.append(longest)
        most = max(most, longest)
    return most
