import heapq


def desks_needed(visits):
    ready_times = []
    most = 0
    for arrival, departure in sorted(visits):
        while ready_times and ready_times[0] <= arrival:
            heapq.heappop(ready_times)
        heapq.heappush(ready_times, departure + 1)
        if len(ready_times) > most:
            most = len(ready_times)
    return most
