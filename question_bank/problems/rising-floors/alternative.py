from bisect import bisect_left


def most_stops(stops):
    ends = []
    for floor in stops:
        place = bisect_left(ends, floor)
        ends[place : place + 1] = [floor]
    return len(ends)
