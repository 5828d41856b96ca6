def piles(words):
    by_letters = {}
    for word in words:
        key = "".join(sorted(word))
        if key not in by_letters:
            by_letters[key] = []
        by_letters[key].append(word)
    result = []
    for pile in by_letters.values():
        if len(pile) > 1:
            result.append(pile)
    return result
