def presses(number):
    seen = set()
    count = 0
    while number != 1:
        if number in seen:
            return -1
        seen.add(number)
        total = 0
        while number > 0:
            digit = number % 10
            total += digit * digit * digit
            number = number // 10
        number = total
        count += 1
    return count
