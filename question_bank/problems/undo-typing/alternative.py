def same_text(first, second):
    def last_kept(keys, position):
        deletes = 0
        while position >= 0:
            if keys[position] == "<":
                deletes += 1
            elif deletes:
                deletes -= 1
            else:
                return position
            position -= 1
        return -1

    i, j = len(first) - 1, len(second) - 1
    while True:
        i, j = last_kept(first, i), last_kept(second, j)
        if i < 0 or j < 0:
            return i < 0 and j < 0
        if first[i] != second[j]:
            return False
        i, j = i - 1, j - 1
