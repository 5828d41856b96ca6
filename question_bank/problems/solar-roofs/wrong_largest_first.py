def best_yield(yield_kwh):
    taken = set()
    total = 0
    order = sorted(range(len(yield_kwh)), key=lambda roof: -yield_kwh[roof])
    for roof in order:
        if roof - 1 not in taken and roof + 1 not in taken:
            taken.add(roof)
            total += yield_kwh[roof]
    return total
