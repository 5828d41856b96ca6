def value_of(numeral):
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    total = 0
    greatest = 0
    for letter in reversed(numeral):
        value = values[letter]
        if value < greatest:
            total -= value
        else:
            total += value
            greatest = value
    return total
