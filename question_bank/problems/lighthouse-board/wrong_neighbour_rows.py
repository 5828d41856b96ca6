def placements(size):
    chosen = []

    def place(row):
        if row == size:
            return 1
        ways = 0
        for column in range(size):
            if column in chosen:
                continue
            if chosen and abs(chosen[-1] - column) == 1:
                continue
            chosen.append(column)
            ways += place(row + 1)
            chosen.pop()
        return ways

    return place(0)
