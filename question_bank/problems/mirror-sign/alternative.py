def repaints(sign):
    kept = [character.lower() for character in sign if character.isalnum()]
    different = sum(a != b for a, b in zip(kept, reversed(kept)))
    return different // 2
