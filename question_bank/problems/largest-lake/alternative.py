from collections import Counter


def largest_lake(rows):
    lake = {
        (r, c): (r, c) for r, row in enumerate(rows) for c, cell in enumerate(row) if cell == "w"
    }
    changed = True
    while changed:
        changed = False
        for r, c in lake:
            for near in ((r + 1, c), (r, c + 1), (r - 1, c), (r, c - 1)):
                if near in lake and lake[near] < lake[(r, c)]:
                    lake[(r, c)] = lake[near]
                    changed = True
    return max(Counter(lake.values()).values(), default=0)
