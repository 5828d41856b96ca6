def is_balanced(mobile):
    def weigh(part):
        if part is None:
            return 0
        weight, left, right = part
        return weight + weigh(left) + weigh(right)

    if mobile is None:
        return True
    return weigh(mobile[1]) == weigh(mobile[2])
