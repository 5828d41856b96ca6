def swap_wagons(train):
    loads = []
    while train is not None:
        loads.append(train[0])
        train = train[1]
    for position in range(0, len(loads) - 1, 2):
        loads[position], loads[position + 1] = loads[position + 1], loads[position]
    linked = None
    for load in reversed(loads):
        linked = [load, linked]
    return linked
