def value_of(expression):
    text = expression.replace(" ", "")
    place = 0

    def part():
        nonlocal place
        if text[place] == "(":
            place += 1
            value = product()
            place += 1
            return value
        start = place
        while place < len(text) and text[place].isdigit():
            place += 1
        return int(text[start:place])

    def total():
        nonlocal place
        value = part()
        while place < len(text) and text[place] in "+-":
            operator = text[place]
            place += 1
            if operator == "+":
                value += part()
            else:
                value -= part()
        return value

    def product():
        nonlocal place
        value = total()
        while place < len(text) and text[place] == "*":
            place += 1
            value *= total()
        return value

    return product()
