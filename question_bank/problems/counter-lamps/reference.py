def lamp_changes(first, last):
    changes = 0
    while last > 0:
        changes += last - first
        first = first // 2
        last = last // 2
    return changes
