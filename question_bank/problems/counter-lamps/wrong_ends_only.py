def lamp_changes(first, last):
    changes = 0
    while first > 0 or last > 0:
        if first % 2 != last % 2:
            changes += 1
        first = first // 2
        last = last // 2
    return changes
