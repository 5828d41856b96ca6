def seen_from_right(tree):
    seen = []
    generation = [tree] if tree is not None else []
    while generation:
        seen.append(generation[-1][0])
        below = []
        for _, left, right in generation:
            if left is not None:
                below.append(left)
            if right is not None:
                below.append(right)
        generation = below
    return seen
