def first_free(visits, distance):
    for position, guest in enumerate(visits):
        start = max(0, position - distance)
        if guest in visits[start:position]:
            return position
    return -1
