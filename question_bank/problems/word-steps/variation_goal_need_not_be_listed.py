from collections import deque


def fewest_changes(start, goal, words):
    unused = set(words)
    unused.add(goal)
    queue = deque([(start, 0)])
    while queue:
        word, changes = queue.popleft()
        if word == goal:
            return changes
        for place in range(len(word)):
            for letter in "abcdefghijklmnopqrstuvwxyz":
                changed = word[:place] + letter + word[place + 1 :]
                if changed in unused:
                    unused.remove(changed)
                    queue.append((changed, changes + 1))
    return -1
