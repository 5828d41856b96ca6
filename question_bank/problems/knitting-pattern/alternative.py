def write_out(pattern):
    def part(position):
        text, count = "", 0
        while position < len(pattern) and pattern[position] != "]":
            character = pattern[position]
            if character.isdigit():
                count = count * 10 + int(character)
            elif character == "[":
                inner, position = part(position + 1)
                text, count = text + inner * count, 0
            else:
                text += character
            position += 1
        return text, position

    return part(0)[0]
