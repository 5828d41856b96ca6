def turn(photo):
    rows = len(photo)
    columns = len(photo[0])
    turned = []
    for column in range(columns):
        line = []
        for row in range(rows - 1, -1, -1):
            line.append(photo[row][column])
        turned.append(line)
    return turned
