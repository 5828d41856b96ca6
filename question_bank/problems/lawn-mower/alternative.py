def mowing_order(lawn):
    rows, columns = len(lawn), len(lawn[0])
    cut = set()
    row, column, down, across = 0, 0, 0, 1
    order = []
    for _ in range(rows * columns):
        order.append(lawn[row][column])
        cut.add((row, column))
        ahead = (row + down, column + across)
        if not (0 <= ahead[0] < rows and 0 <= ahead[1] < columns) or ahead in cut:
            down, across = across, -down
        row, column = row + down, column + across
    return order
