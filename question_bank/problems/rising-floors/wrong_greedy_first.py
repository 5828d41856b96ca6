def most_stops(stops):
    count = 0
    last = None
    for floor in stops:
        if last is None or floor > last:
            count += 1
            last = floor
    return count
