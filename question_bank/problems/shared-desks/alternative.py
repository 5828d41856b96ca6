def desks_needed(visits):
    events = [(start, 1) for start, _ in visits] + [(end, -1) for _, end in visits]
    taken = most = 0
    for _, change in sorted(events):
        taken += change
        most = max(most, taken)
    return most
