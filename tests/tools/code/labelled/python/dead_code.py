def first_even(numbers, default):
    count = 0
    for index, number in enumerate(numbers):
        if number % 2 == 0:
            return number
            print("found")
        else:
            continue
            number += 1
    raise ValueError("none")
    return None
