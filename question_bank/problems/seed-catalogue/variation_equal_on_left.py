def is_searchable(tree):
    def fits(node, low, high):
        if node is None:
            return True
        number, left, right = node
        if low is not None and number <= low:
            return False
        if high is not None and number > high:
            return False
        return fits(left, low, number) and fits(right, number, high)

    return fits(tree, None, None)
