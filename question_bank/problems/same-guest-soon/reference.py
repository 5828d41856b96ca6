def first_free(visits, distance):
    last_visit = {}
    for position, guest in enumerate(visits):
        if guest in last_visit and position - last_visit[guest] <= distance:
            return position
        last_visit[guest] = position
    return -1
