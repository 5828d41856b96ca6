def next_plate(plate):
    digits = list(plate)
    place = len(digits) - 2
    while place >= 0 and digits[place] <= digits[place + 1]:
        place -= 1
    if place < 0:
        return ""
    other = len(digits) - 1
    while digits[other] >= digits[place]:
        other -= 1
    digits[place], digits[other] = digits[other], digits[place]
    behind = digits[place + 1 :]
    behind.reverse()
    return "".join(digits[: place + 1] + behind)
