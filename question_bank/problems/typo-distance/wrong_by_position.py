def slips(meant, typed):
    count = abs(len(meant) - len(typed))
    position = 0
    shorter = min(len(meant), len(typed))
    while position < shorter:
        if meant[position] != typed[position]:
            count += 1
            if meant[position : position + 2] == typed[position : position + 2][::-1]:
                position += 1
        position += 1
    return count
