def is_searchable(tree):
    def in_order(node):
        return [] if node is None else [*in_order(node[1]), node[0], *in_order(node[2])]

    numbers = in_order(tree)
    return all(a < b for a, b in zip(numbers, numbers[1:]))
