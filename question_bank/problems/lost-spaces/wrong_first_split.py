def fewest_words(telegram, words):
    known = set(words)

    def split(start):
        if start == len(telegram):
            return 0
        for end in range(start + 1, len(telegram) + 1):
            if telegram[start:end] in known:
                rest = split(end)
                if rest >= 0:
                    return rest + 1
        return -1

    return split(0)
