def lucky_lockers(count):
    lucky = [True] * (count + 1)
    total = 0
    for number in range(2, count + 1):
        if not lucky[number]:
            continue
        total += 1
        for multiple in range(number * number, count + 1, number):
            lucky[multiple] = False
    return total
