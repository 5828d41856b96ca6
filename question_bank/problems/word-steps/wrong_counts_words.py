from collections import deque


def fewest_changes(start, goal, words):
    unused = set(words)
    queue = deque([(start, 1)])
    while queue:
        word, steps = queue.popleft()
        if word == goal:
            return steps
        for place in range(len(word)):
            for letter in "abcdefghijklmnopqrstuvwxyz":
                changed = word[:place] + letter + word[place + 1 :]
                if changed in unused:
                    unused.remove(changed)
                    queue.append((changed, steps + 1))
    return -1
