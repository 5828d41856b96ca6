def full_loads(weights, capacity):
    loads = []
    chosen = []

    def fill(start, left):
        if left == 0:
            loads.append(chosen[:])
            return
        for position in range(start, len(weights)):
            if weights[position] <= left:
                chosen.append(weights[position])
                fill(position, left - weights[position])
                chosen.pop()

    fill(0, capacity)
    return loads
