from functools import cache


@cache
def pavings(length):
    if length < 0:
        return 0
    if length == 0:
        return 1
    return pavings(length - 1) + pavings(length - 2) + pavings(length - 3)
