def presses(number):
    count = 0
    while number != 1:
        if number < 10:
            return -1
        total = 0
        while number > 0:
            digit = number % 10
            total += digit * digit
            number = number // 10
        number = total
        count += 1
    return count
