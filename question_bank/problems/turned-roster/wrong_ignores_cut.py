def find_number(roster, number):
    low = 0
    high = len(roster) - 1
    while low <= high:
        middle = (low + high) // 2
        if roster[middle] == number:
            return middle
        if roster[middle] < number:
            low = middle + 1
        else:
            high = middle - 1
    return -1
