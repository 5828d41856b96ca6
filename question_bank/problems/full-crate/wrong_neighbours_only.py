def full_loads(weights, capacity):
    loads = []
    for start in range(len(weights)):
        total = 0
        for end in range(start, len(weights)):
            total += weights[end]
            if total == capacity:
                loads.append(weights[start : end + 1])
            if total >= capacity:
                break
    return loads
