def printed(beeps):
    pieces = []
    start = 0
    for position in range(1, len(beeps) + 1):
        if position == len(beeps) or beeps[position] != beeps[start]:
            length = position - start
            if length > 2:
                pieces.append(beeps[start] + str(length))
            else:
                pieces.append(beeps[start] * length)
            start = position
    return "".join(pieces)
