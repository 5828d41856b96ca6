def most_stops(stops):
    best = {}
    most = 0
    for floor in stops:
        length = best.get(floor - 1, 0) + 1
        best[floor] = max(best.get(floor, 0), length)
        most = max(most, length)
    return most
