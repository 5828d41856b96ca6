def largest_lake(rows):
    seen = set()
    largest = 0
    for row in range(len(rows)):
        for column in range(len(rows[0])):
            if rows[row][column] != "w" or (row, column) in seen:
                continue
            seen.add((row, column))
            todo = [(row, column)]
            size = 0
            while todo:
                r, c = todo.pop()
                size += 1
                for a in range(r - 1, r + 2):
                    for b in range(c - 1, c + 2):
                        inside = 0 <= a < len(rows) and 0 <= b < len(rows[0])
                        if inside and rows[a][b] == "w" and (a, b) not in seen:
                            seen.add((a, b))
                            todo.append((a, b))
            largest = max(largest, size)
    return largest
