def longest_mirror(text):
    for length in range(len(text), 0, -1):
        for start in range(len(text) - length + 1):
            piece = text[start : start + length]
            if piece == piece[::-1]:
                return piece
    return ""
