def find_number(roster, number):
    low = 0
    high = len(roster) - 1
    while low <= high:
        middle = (low + high) // 2
        if roster[middle] == number:
            return middle
        if roster[low] >= roster[middle]:
            if roster[low] >= number > roster[middle]:
                high = middle - 1
            else:
                low = middle + 1
        elif roster[middle] > number >= roster[high]:
            low = middle + 1
        else:
            high = middle - 1
    return -1
