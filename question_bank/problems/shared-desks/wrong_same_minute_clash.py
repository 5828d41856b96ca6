import heapq


def desks_needed(visits):
    departures = []
    most = 0
    for arrival, departure in sorted(visits):
        while departures and departures[0] < arrival:
            heapq.heappop(departures)
        heapq.heappush(departures, departure)
        most = max(most, len(departures))
    return most
