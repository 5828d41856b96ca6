def is_balanced(mobile):
    def weigh(part):
        return 0 if part is None else part[0] + weigh(part[1]) + weigh(part[2])

    if mobile is None:
        return True
    _, left, right = mobile
    return weigh(left) == weigh(right) and is_balanced(left) and is_balanced(right)
