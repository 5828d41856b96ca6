from collections import defaultdict


def piles(words):
    found = defaultdict(list)
    for word in words:
        counts = [0] * 26
        for letter in word:
            counts[ord(letter) - ord("a")] += 1
        found[tuple(counts)].append(word)
    return list(found.values())
