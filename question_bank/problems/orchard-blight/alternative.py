def nights_until_lost(orchard):
    nights = 0
    while True:
        fallen = []
        for r, row in enumerate(orchard):
            for c, tree in enumerate(row):
                near = [(r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)]
                inside = [(a, b) for a, b in near if 0 <= a < len(orchard) and 0 <= b < len(row)]
                if tree == 1 and any(orchard[a][b] == 2 for a, b in inside):
                    fallen.append((r, c))
        if not fallen:
            break
        nights += 1
        for r, c in fallen:
            orchard[r][c] = 2
    return -1 if any(1 in row for row in orchard) else nights
