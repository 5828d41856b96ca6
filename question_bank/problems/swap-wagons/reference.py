def swap_wagons(train):
    if train is None:
        return None
    load, rest = train
    if rest is None:
        return train
    partner, behind = rest
    swapped = swap_wagons(behind)
    return [partner, [load, swapped]]
