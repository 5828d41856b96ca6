def value_of(expression):
    strength = {"+": 1, "-": 1, "*": 2, "(": 0}
    values, operators = [], []

    def settle():
        operator, right, left = operators.pop(), values.pop(), values.pop()
        values.append(
            left + right if operator == "+" else left - right if operator == "-" else left * right
        )

    digits = ""
    for character in expression + ")":
        if character.isdigit():
            digits += character
            continue
        if digits:
            values.append(int(digits))
            digits = ""
        if character == "(":
            operators.append(character)
        elif character == ")":
            while operators and operators[-1] != "(":
                settle()
            if operators:
                operators.pop()
        elif character != " ":
            while operators and strength[operators[-1]] >= strength[character]:
                settle()
            operators.append(character)
    return values[0]
