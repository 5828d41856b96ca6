def fewest_changes(start, goal, words):
    allowed = set(words)
    word = start
    changes = 0
    while word != goal:
        for place in range(len(word)):
            if word[place] != goal[place]:
                changed = word[:place] + goal[place] + word[place + 1 :]
                if changed in allowed:
                    word = changed
                    changes += 1
                    break
        else:
            return -1
    return changes
