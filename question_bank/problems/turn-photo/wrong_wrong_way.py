def turn(photo):
    turned = []
    for column in range(len(photo[0]) - 1, -1, -1):
        line = []
        for row in range(len(photo)):
            line.append(photo[row][column])
        turned.append(line)
    return turned
