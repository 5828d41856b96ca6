def fewest_changes(start, goal, words):
    unused, edge, changes = set(words), {start}, 0
    while edge:
        if goal in edge:
            return changes
        edge = {
            w for w in unused if any(sum(a != b for a, b in zip(w, e)) == 1 for e in edge)
        }
        unused -= edge
        changes += 1
    return -1
