def value_of(numeral):
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    total = 0
    for position in range(len(numeral)):
        value = values[numeral[position]]
        if position + 1 < len(numeral) and value <= values[numeral[position + 1]]:
            total -= value
        else:
            total += value
    return total
