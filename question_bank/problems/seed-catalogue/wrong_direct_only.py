def is_searchable(tree):
    if tree is None:
        return True
    number, left, right = tree
    if left is not None and left[0] >= number:
        return False
    if right is not None and right[0] <= number:
        return False
    return is_searchable(left) and is_searchable(right)
