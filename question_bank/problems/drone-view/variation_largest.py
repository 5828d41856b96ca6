def seen_from_right(tree):
    largest = []

    def visit(node, depth):
        if node is None:
            return
        value, left, right = node
        if depth == len(largest):
            largest.append(value)
        largest[depth] = max(largest[depth], value)
        visit(left, depth + 1)
        visit(right, depth + 1)

    visit(tree, 0)
    return largest
