def full_loads(weights, capacity):
    loads = []
    for pattern in range(2 ** len(weights)):
        load = [w for bit, w in enumerate(weights) if pattern >> bit & 1]
        if sum(load) == capacity and load:
            loads.append(load)
    return loads
