def lucky_lockers(count):
    total = 0
    number = 2
    while number * number <= count:
        divisor = 2
        while divisor * divisor <= number and number % divisor != 0:
            divisor += 1
        if divisor * divisor > number:
            total += 1
        number += 1
    return total
