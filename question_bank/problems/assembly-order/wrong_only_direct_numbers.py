def assembly_order(count, rules):
    held_back = [0] * count
    for before, after in rules:
        held_back[after] += 1
    order = sorted(range(count), key=lambda step: (held_back[step], step))
    if rules and min(held_back) > 0:
        return []
    return order
