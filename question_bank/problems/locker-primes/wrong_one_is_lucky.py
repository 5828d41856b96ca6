def lucky_lockers(count):
    lucky = 0
    for number in range(1, count + 1):
        divisor = 2
        while divisor * divisor <= number and number % divisor != 0:
            divisor += 1
        if divisor * divisor > number:
            lucky += 1
    return lucky
