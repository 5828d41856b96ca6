def poster_lines(words, width):
    rows = [[]]
    for word in words:
        if rows[-1] and sum(map(len, rows[-1])) + len(rows[-1]) + len(word) > width:
            rows.append([])
        rows[-1].append(word)
    lines = []
    for row in rows[:-1]:
        gap = 0
        while len(row) > 1 and sum(map(len, row)) < width:
            row[gap] += " "
            gap = (gap + 1) % (len(row) - 1)
        lines.append("".join(row).ljust(width))
    return [*lines, " ".join(rows[-1]).ljust(width)]
