def turn(photo):
    turned = []
    for row in range(len(photo) - 1, -1, -1):
        line = []
        for column in range(len(photo[row]) - 1, -1, -1):
            line.append(photo[row][column])
        turned.append(line)
    return turned
