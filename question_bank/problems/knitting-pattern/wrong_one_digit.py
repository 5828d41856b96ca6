def write_out(pattern):
    kept = []
    text = ""
    count = 0
    for character in pattern:
        if character.isdigit():
            count = int(character)
        elif character == "[":
            kept.append((text, count))
            text = ""
            count = 0
        elif character == "]":
            before, times = kept.pop()
            text = before + text * times
        else:
            text += character
    return text
