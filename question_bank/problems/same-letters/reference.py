def piles(words):
    by_letters = {}
    for word in words:
        key = "".join(sorted(word))
        if key not in by_letters:
            by_letters[key] = []
        by_letters[key].append(word)
    return list(by_letters.values())
