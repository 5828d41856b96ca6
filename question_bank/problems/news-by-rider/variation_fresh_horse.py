import heapq


def hours_until_known(towns, roads, start):
    neighbours = [[] for _ in range(towns)]
    for one, other, hours in roads:
        neighbours[one].append((other, hours + 1))
        neighbours[other].append((one, hours + 1))
    heard = {}
    last = 0
    riders = [(0, start)]
    while riders:
        time, town = heapq.heappop(riders)
        if town in heard:
            continue
        heard[town] = time
        last = time
        for other, hours in neighbours[town]:
            if other not in heard:
                heapq.heappush(riders, (time + hours, other))
    return last if len(heard) == towns else -1
