def repaints(sign):
    left = 0
    right = len(sign) - 1
    count = 0
    while left < right:
        if not sign[left].isalnum():
            left += 1
        elif not sign[right].isalnum():
            right -= 1
        else:
            if sign[left] != sign[right]:
                count += 1
            left += 1
            right -= 1
    return count
