"""A binary tree said aloud: "root five, left child three, no right child"."""

from __future__ import annotations

import re

from pydantic import JsonValue

from tools.spoken_numbers import numbers_in

_LEAF = re.compile(
    r"\b(?:no|without(?: any)?|zero) (?:children|child nodes|kids|subtrees|other nodes)\b|"
    r"\b(?:just|only) (?:the |a |one )?(?:single )?(?:root|node)\b|\b(?:single|one|lone) node\b|"
    r"\bnothing (?:else|below|under\w*)\b",
    re.IGNORECASE,
)
# Behind a child it ends the tree: "root five, left child three, nothing else".
_NOTHING_MORE = re.compile(
    r"\b(?:nothing else|no more)(?: in (?:it|there))?(?=\W*$|[.;])", re.IGNORECASE
)
_NO_TREE = re.compile(
    r"\b(?:empty|no) tree\b|\b(?:tree|root) (?:is|being) (?:none|empty|null|nothing)\b|"
    r"^\W*(?:just |simply )?(?:none|null|empty)\b|\b(?:give|pass|hand|feed|send|put)\w*(?: it| in| "
    r"the function)* (?:just |simply )?(?:none|null)\b|"
    r"\b(?:none|null) (?:as|for) (?:the |a )?tree\b",
    re.IGNORECASE,
)
_SIDE = re.compile(r"\b(left|right)\b", re.IGNORECASE)
_NO_SIDE = re.compile(
    r"\b(?:no|nothing (?:on|to|at)|without (?:an? |any )?|empty)(?: the| its)? ?(?:left|right)"
    r"(?: (?:child|side|subtree|one|hand|or right|or left))*|"
    r"\b(?:left|right)(?: (?:child|side|subtree))? (?:is |being |stays )?"
    r"(?:none|empty|nothing|missing)",
    re.IGNORECASE,
)
_CHILDREN = re.compile(r"\bchildren\b", re.IGNORECASE)
_OF_LAST = re.compile(r"\b(?:its|whose|of (?:that|it)|that one|under|below)\b", re.IGNORECASE)


def tree_in(text: str) -> tuple[JsonValue] | None:
    """The tree in ``text``, in a tuple, (None,) for an empty one; None if it is not clear."""
    if _NO_TREE.search(text):
        return (None,)
    said = _NO_SIDE.sub(lambda m: " " * len(m.group()), text)
    if len([n for n in numbers_in(said) if n.kind == "cardinal"]) > 1:
        said = _NOTHING_MORE.sub(lambda m: " " * len(m.group()), said)
    bare = _LEAF.sub(lambda m: " " * len(m.group()), said)
    numbers = [n for n in numbers_in(bare) if n.kind == "cardinal"]
    if not numbers or (_LEAF.search(said) and len(numbers) > 1):
        return None
    root: list[JsonValue] = [numbers[0].value, None, None]
    if _LEAF.search(said) or (len(numbers) == 1 and _NO_SIDE.search(text)):
        return (root,)
    if len(numbers) == 1:
        return None
    return (root,) if _grown(root, said, [(n.value, n.start, n.end) for n in numbers]) else None


def _grown(root: list[JsonValue], said: str, numbers: list[tuple[int | float, int, int]]) -> bool:
    """Whether each number behind the first found its place in the tree."""
    last = root
    behind = not _SIDE.search(said, numbers[0][2], numbers[1][1])
    if behind and _CHILDREN.search(said) and not _SIDE.search(said) and len(numbers) == 3:
        root[1:] = [[value, None, None] for value, _, _ in numbers[1:]]
        return True
    for at, (value, start, end) in enumerate(numbers[1:], 1):
        until = numbers[at + 1][1] if at + 1 < len(numbers) else len(said)
        place = (end, until) if behind else (numbers[at - 1][2], start)
        sides = _SIDE.findall(said, *place)
        if len(sides) != 1:
            return False
        which = 1 if sides[0].lower() == "left" else 2
        below = last if _OF_LAST.search(said, *place) else root
        if below[which] is not None:
            return False
        node: list[JsonValue] = [value, None, None]
        below[which], last = node, node
    return True
