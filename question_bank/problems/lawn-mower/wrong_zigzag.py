def mowing_order(lawn):
    order = []
    for row in range(len(lawn)):
        if row % 2 == 0:
            for cell in lawn[row]:
                order.append(cell)
        else:
            for cell in reversed(lawn[row]):
                order.append(cell)
    return order
