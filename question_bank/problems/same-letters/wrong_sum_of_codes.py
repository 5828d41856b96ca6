def piles(words):
    by_sum = {}
    for word in words:
        key = 0
        for letter in word:
            key += ord(letter)
        if key not in by_sum:
            by_sum[key] = []
        by_sum[key].append(word)
    return list(by_sum.values())
