import heapq


def assembly_order(count, rules):
    held_back = [0] * count
    behind = [[] for _ in range(count)]
    for before, after in rules:
        held_back[after] += 1
        behind[before].append(after)
    free = [step for step in range(count) if held_back[step] == 0]
    order = []
    while free:
        step = heapq.heappop(free)
        order.append(step)
        for later in behind[step]:
            held_back[later] -= 1
            if held_back[later] == 0:
                heapq.heappush(free, later)
    return order
