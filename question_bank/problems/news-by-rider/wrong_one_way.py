import heapq


def hours_until_known(towns, roads, start):
    neighbours = [[] for _ in range(towns)]
    for one, other, hours in roads:
        neighbours[one].append((other, hours))
    heard = {}
    riders = [(0, start)]
    while riders:
        time, town = heapq.heappop(riders)
        if town in heard:
            continue
        heard[town] = time
        for other, hours in neighbours[town]:
            heapq.heappush(riders, (time + hours, other))
    return max(heard.values()) if len(heard) == towns else -1
