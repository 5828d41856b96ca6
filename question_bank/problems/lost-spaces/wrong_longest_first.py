def fewest_words(telegram, words):
    known = set(words)
    count = 0
    start = 0
    while start < len(telegram):
        end = len(telegram)
        while end > start and telegram[start:end] not in known:
            end -= 1
        if end == start:
            return -1
        start = end
        count += 1
    return count
