def first_break(text):
    partner = {")": "(", "]": "[", "}": "{", ">": "<"}
    opened = []
    for position, character in enumerate(text):
        if character in "([{<":
            opened.append(character)
        elif character in partner:
            if not opened or opened[-1] != partner[character]:
                return position
            opened.pop()
    if opened:
        return len(text)
    return -1
