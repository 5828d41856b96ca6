def printed(beeps):
    pieces = []
    start = 0
    for position in range(1, len(beeps) + 1):
        if position == len(beeps) or beeps[position] != beeps[start]:
            length = position - start
            pieces.append(beeps[start])
            if length > 1:
                pieces.append(str(length))
            start = position
    return "".join(pieces)
