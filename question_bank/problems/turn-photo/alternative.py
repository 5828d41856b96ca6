def turn(photo):
    return [list(column) for column in zip(*photo[::-1])]
