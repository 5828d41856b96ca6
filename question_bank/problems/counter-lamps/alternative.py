def lamp_changes(first, last):
    changes = 0
    for number in range(first, last):
        changes += 1
        while number % 2 == 1:
            changes += 1
            number = number // 2
    return changes
