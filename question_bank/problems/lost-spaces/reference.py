def fewest_words(telegram, words):
    known = set(words)
    fewest = [0]
    for end in range(1, len(telegram) + 1):
        best = -1
        for start in range(end):
            if fewest[start] >= 0 and telegram[start:end] in known:
                if best == -1 or fewest[start] + 1 < best:
                    best = fewest[start] + 1
        fewest.append(best)
    return fewest[-1]
