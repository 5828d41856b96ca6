def fewest_words(telegram, words):
    known = set(words)
    ways = [1]
    for end in range(1, len(telegram) + 1):
        total = 0
        for start in range(end):
            if telegram[start:end] in known:
                total += ways[start]
        ways.append(total)
    return ways[-1]
