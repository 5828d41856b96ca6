def desks_needed(visits):
    if not visits:
        return 0
    ordered = sorted(visits)
    desks = 1
    most = 1
    for previous, current in zip(ordered, ordered[1:]):
        if current[0] < previous[1]:
            desks += 1
        else:
            desks = 1
        most = max(most, desks)
    return most
