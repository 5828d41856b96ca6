def printed(beeps):
    pieces = []
    count = 0
    previous = ""
    for letter in beeps:
        if letter == previous:
            count += 1
        else:
            if previous:
                pieces.append(previous if count == 1 else previous + str(count))
            previous = letter
            count = 1
    return "".join(pieces)
