def insert_position(marks, mark):
    low = 0
    high = len(marks) - 1
    while low < high:
        middle = (low + high) // 2
        if marks[middle] < mark:
            low = middle + 1
        else:
            high = middle
    return low
