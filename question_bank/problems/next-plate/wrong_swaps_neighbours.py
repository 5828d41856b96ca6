def next_plate(plate):
    digits = list(plate)
    for place in range(len(digits) - 2, -1, -1):
        if digits[place] < digits[place + 1]:
            digits[place], digits[place + 1] = digits[place + 1], digits[place]
            return "".join(digits[: place + 1] + sorted(digits[place + 1 :]))
    return ""
