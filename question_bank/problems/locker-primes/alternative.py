def lucky_lockers(count):
    def has_two_divisors(number):
        divisor = 2
        while divisor * divisor <= number:
            if number % divisor == 0:
                return False
            divisor += 1
        return number > 1

    return sum(has_two_divisors(number) for number in range(count + 1))
