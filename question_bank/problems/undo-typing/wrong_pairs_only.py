def same_text(first, second):
    def played(keys):
        text = []
        position = 0
        while position < len(keys):
            if position + 1 < len(keys) and keys[position] != "<" and keys[position + 1] == "<":
                position += 2
            elif keys[position] == "<":
                position += 1
            else:
                text.append(keys[position])
                position += 1
        return text

    return played(first) == played(second)
