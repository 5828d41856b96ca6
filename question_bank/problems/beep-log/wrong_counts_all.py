def printed(beeps):
    counts = {}
    for letter in beeps:
        if letter in counts:
            counts[letter] += 1
        else:
            counts[letter] = 1
    pieces = []
    for letter, count in counts.items():
        if count > 1:
            pieces.append(letter + str(count))
        else:
            pieces.append(letter)
    return "".join(pieces)
