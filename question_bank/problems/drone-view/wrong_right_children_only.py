def seen_from_right(tree):
    seen = []
    while tree is not None:
        value, left, right = tree
        seen.append(value)
        if right is not None:
            tree = right
        else:
            tree = left
    return seen
