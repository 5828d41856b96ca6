def find_number(roster, number):
    for position, entry in enumerate(roster):
        if entry == number:
            return position
    return -1
