def first_break(text):
    partner = {")": "(", "]": "[", "}": "{"}
    open_count = {"(": 0, "[": 0, "{": 0}
    for position, character in enumerate(text):
        if character in open_count:
            open_count[character] += 1
        elif character in partner:
            opening = partner[character]
            if open_count[opening] == 0:
                return position
            open_count[opening] -= 1
    if any(open_count.values()):
        return len(text)
    return -1
