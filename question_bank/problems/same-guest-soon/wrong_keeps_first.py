def first_free(visits, distance):
    seen = {}
    for position, guest in enumerate(visits):
        if guest in seen:
            if position - seen[guest] <= distance:
                return position
        else:
            seen[guest] = position
    return -1
