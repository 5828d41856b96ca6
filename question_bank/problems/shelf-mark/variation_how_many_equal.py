def insert_position(marks, mark):
    def first_not_below(limit):
        low = 0
        high = len(marks)
        while low < high:
            middle = (low + high) // 2
            if marks[middle] < limit:
                low = middle + 1
            else:
                high = middle
        return low

    return first_not_below(mark + 1) - first_not_below(mark)
