def value_of(numeral):
    values = dict(zip("IVXLCDM", (1, 5, 10, 50, 100, 500, 1000)))
    total = greatest = 0
    for letter in reversed(numeral):
        value = values[letter]
        total += -value if value < greatest else value
        greatest = max(greatest, value)
    return total
