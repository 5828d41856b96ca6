def placements(size):
    columns = set()
    falling = set()

    def place(row):
        if row == size:
            return 1
        ways = 0
        for column in range(size):
            if column in columns or row - column in falling:
                continue
            columns.add(column)
            falling.add(row - column)
            ways += place(row + 1)
            columns.remove(column)
            falling.remove(row - column)
        return ways

    return place(0)
