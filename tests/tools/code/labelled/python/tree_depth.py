from typing import Optional


class Node:
    def __init__(self, value, left=None, right=None):
        self.value = value
        self.left = left
        self.right = right


def depth(node: Optional[Node]) -> int:
    if node is None:
        return 0
    below = max(depth(node.left), depth(node.right))
    return below + 1
