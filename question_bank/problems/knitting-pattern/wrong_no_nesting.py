def write_out(pattern):
    result = ""
    position = 0
    while position < len(pattern):
        if pattern[position].isdigit():
            opening = pattern.index("[", position)
            closing = pattern.index("]", opening)
            times = int(pattern[position:opening])
            result += pattern[opening + 1 : closing] * times
            position = closing + 1
        else:
            result += pattern[position]
            position += 1
    return result
