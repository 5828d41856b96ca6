def fewest_words(telegram, words):
    reached, edge, count = {0}, {0}, 0
    while edge:
        if len(telegram) in edge:
            return count
        edge = {
            start + len(word)
            for start in edge
            for word in words
            if telegram.startswith(word, start)
        } - reached
        reached |= edge
        count += 1
    return -1
