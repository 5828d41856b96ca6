def first_free(visits, distance):
    last_visit = {}
    coffees = 0
    for position, guest in enumerate(visits):
        if guest in last_visit and position - last_visit[guest] <= distance:
            coffees += 1
        last_visit[guest] = position
    return coffees
