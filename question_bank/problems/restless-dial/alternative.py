def presses(number):
    def press(value):
        return sum(int(digit) ** 2 for digit in str(value))

    count, slow, fast = 0, number, number
    while slow != 1:
        slow, fast = press(slow), press(press(fast))
        count += 1
        if slow == fast and slow != 1:
            return -1
    return count
