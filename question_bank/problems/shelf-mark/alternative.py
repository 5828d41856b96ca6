def insert_position(marks, mark):
    position = 0
    while position < len(marks) and marks[position] < mark:
        position += 1
    return position
