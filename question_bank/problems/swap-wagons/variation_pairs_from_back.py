def swap_wagons(train):
    def swap_pairs(wagon):
        if wagon is None:
            return None
        load, rest = wagon
        partner, behind = rest
        return [partner, [load, swap_pairs(behind)]]

    wagons = 0
    place = train
    while place is not None:
        wagons += 1
        place = place[1]
    if wagons % 2 == 0:
        return swap_pairs(train)
    return [train[0], swap_pairs(train[1])]
