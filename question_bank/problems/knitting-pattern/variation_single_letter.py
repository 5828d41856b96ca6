def write_out(pattern):
    kept = []
    text = ""
    count = 0
    for character in pattern:
        if character.isdigit():
            count = count * 10 + int(character)
        elif character == "[":
            kept.append((text, count))
            text = ""
            count = 0
        elif character == "]":
            before, times = kept.pop()
            text = before + text * times
        else:
            text += character * max(1, count)
            count = 0
    return text
