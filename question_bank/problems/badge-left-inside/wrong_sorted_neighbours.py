def still_inside(log):
    ordered = sorted(log)
    for position in range(len(ordered)):
        left = position > 0 and ordered[position - 1] == ordered[position]
        right = position + 1 < len(ordered) and ordered[position + 1] == ordered[position]
        if not left and not right:
            return ordered[position]
    return -1
