def is_balanced(mobile):
    if mobile is None:
        return True
    weight, left, right = mobile
    left_weight = left[0] if left is not None else 0
    right_weight = right[0] if right is not None else 0
    if left_weight != right_weight:
        return False
    return is_balanced(left) and is_balanced(right)
