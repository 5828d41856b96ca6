def seen_from_right(tree):
    seen = []

    def visit(node, depth):
        if node is None:
            return
        value, left, right = node
        if depth == len(seen):
            seen.append(value)
        visit(left, depth + 1)
        visit(right, depth + 1)

    visit(tree, 0)
    return seen
