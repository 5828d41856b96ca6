def longest_mirror(text):
    best = ""
    for middle in range(len(text)):
        for right in (middle, middle + 1):
            left = middle
            while left >= 0 and right < len(text) and text[left] == text[right]:
                left -= 1
                right += 1
            piece = text[left + 1 : right]
            if len(piece) > len(best):
                best = piece
    return best
