def is_balanced(mobile):
    balanced = True

    def weigh(part):
        nonlocal balanced
        if part is None:
            return 0
        weight, left, right = part
        left_weight = weigh(left)
        right_weight = weigh(right)
        if abs(left_weight - right_weight) > 1:
            balanced = False
        return weight + left_weight + right_weight

    weigh(mobile)
    return balanced
