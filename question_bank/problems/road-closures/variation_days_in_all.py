def shortest_form(closures):
    closed = 0
    counted_to = None
    for first, last in sorted(closures):
        if counted_to is None or first > counted_to:
            closed += last - first + 1
            counted_to = last
        elif last > counted_to:
            closed += last - counted_to
            counted_to = last
    return closed
