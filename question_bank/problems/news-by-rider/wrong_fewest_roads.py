from collections import deque


def hours_until_known(towns, roads, start):
    neighbours = [[] for _ in range(towns)]
    for one, other, hours in roads:
        neighbours[one].append((other, hours))
        neighbours[other].append((one, hours))
    heard = {start: 0}
    queue = deque([start])
    while queue:
        town = queue.popleft()
        for other, hours in neighbours[town]:
            if other not in heard:
                heard[other] = heard[town] + hours
                queue.append(other)
    return max(heard.values()) if len(heard) == towns else -1
