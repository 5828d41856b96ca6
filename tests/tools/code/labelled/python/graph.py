import heapq


def shortest(graph, start):
    best = {start: 0}
    heap = [(0, start)]
    while heap:
        cost, node = heapq.heappop(heap)
        if cost > best[node]:
            continue
        for neighbour, weight in graph[node].items():
            new = cost + weight
            if neighbour not in best or new < best[neighbour]:
                best[neighbour] = new
                heapq.heappush(heap, (new, neighbour))
    return best
