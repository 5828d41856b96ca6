def lamp_changes(first, last):
    changes = 0
    for _ in range(first, last):
        changes += 1
    return changes
