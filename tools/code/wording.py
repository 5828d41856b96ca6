"""How values, inputs and places in code are said. Pure; texts are for the ear."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import JsonValue

from tools.spoken_numbers import spoken

MAX_WORDS = 30


def say(value: JsonValue) -> str:
    """``value`` as an interviewer would say it: ``the list 3, 1, 2``, ``minus 4``, ``None``."""
    if isinstance(value, bool) or value is None:
        return str(value)
    if isinstance(value, int | float):
        return f"minus {-value}" if value < 0 else str(value)
    if isinstance(value, str):
        return f'"{value}"' if value else "an empty string"
    if isinstance(value, list):
        return _say_list(value)
    pairs = ", ".join(f"{say(k)} to {say(v)}" for k, v in value.items())
    return f"a dictionary from {pairs}" if pairs else "an empty dictionary"


def is_tree(value: JsonValue) -> bool:
    """Whether ``value`` is a binary tree written as ``[value, left, right]``."""
    return (
        isinstance(value, list)
        and len(value) == 3
        and not isinstance(value[0], list | dict)
        and all(child is None or is_tree(child) for child in value[1:])
    )


def chain_items(value: JsonValue) -> list[JsonValue]:
    """The items of a linked list of two or more that is written as ``[item, rest]``, the last rest
    None; empty for anything else, so that ``[5, None]`` stays the list that it is."""
    items: list[JsonValue] = []
    while isinstance(value, list) and len(value) == 2 and not isinstance(value[0], list | dict):
        items.append(value[0])
        value = value[1]
    return items if value is None and len(items) > 1 else []


def _say_tree(tree: list[JsonValue], *, root: bool = True) -> str:
    """``the tree with root 1, left child 2 (which has left child 4), and right child 3``."""
    value, left, right = tree
    parts = [
        f"{side} child {_say_tree(child, root=False)}"
        for side, child in (("left", left), ("right", right))
        if isinstance(child, list)
    ]
    if not parts:
        return f"a tree with only {say(value)}" if root else say(value)
    if root:
        return f"the tree with root {say(value)}, {' and '.join(parts)}"
    return f"{say(value)}, which has {' and '.join(parts)},"


def _say_list(items: list[JsonValue]) -> str:
    if not items:
        return "an empty list"
    if is_tree(items):
        return _say_tree(items).rstrip(",").replace(",,", ",")
    if chain := chain_items(items):
        return f"the linked list {_inside(chain)}"
    if any(isinstance(item, list) for item in items):
        inner = [_inside(item) if isinstance(item, list) else say(item) for item in items]
        if len(inner) == 1:
            return f"a list that holds only the list {inner[0]}"
        return f"the lists {'; '.join(inner[:-1])}; and {inner[-1]}"
    if len(items) == 1:
        return f"a list with only {say(items[0])}"
    return f"the list {_inside(items)}"


def _inside(items: list[JsonValue]) -> str:
    return ", ".join(say(item) for item in items) if items else "empty"


def say_inputs(parameters: Sequence[str], args: Sequence[JsonValue]) -> str:
    """``nums is the list 3, 1, 2 and target is 4``."""
    said = [f"{name} is {say(value)}" for name, value in zip(parameters, args, strict=True)]
    if not said:
        return ""
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"


def words(text: str) -> int:
    """How many words ``text`` takes to say; each number and name counts one."""
    return len(text.replace("_", " ").split())


def atoms(value: JsonValue) -> int:
    """How many things must be said for ``value``: numbers, letters of strings, items."""
    if isinstance(value, list):
        return 1 + sum(atoms(item) for item in value)
    if isinstance(value, dict):
        return 1 + sum(1 + atoms(item) for item in value.values())
    if isinstance(value, str):
        return 1 + max(0, len(value) - 3)
    return 1


def effort(args: Sequence[JsonValue]) -> float:
    """How hard inputs are to keep in mind by ear: few, small, positive numbers are easy."""
    return sum(_effort(value) for value in args)


def _effort(value: JsonValue) -> float:
    if is_tree(value):
        return 0.5 + 1.5 * _nodes(value)
    if chain := chain_items(value):
        return 0.5 + sum(_effort(item) for item in chain)
    if isinstance(value, list):
        return 0.5 + sum(_effort(item) + 0.2 * isinstance(item, list) for item in value)
    if isinstance(value, dict):
        return 1.0 + sum(1.0 + _effort(item) for item in value.values())
    if isinstance(value, str):
        return 0.5 + sum(0.6 if letter.isalnum() else 1.2 for letter in value)
    if isinstance(value, bool) or value is None:
        return 1.0
    return len(f"{abs(value):g}") + 0.5 * (value < 0)


def _nodes(tree: JsonValue) -> int:
    return 1 + _nodes(tree[1]) + _nodes(tree[2]) if isinstance(tree, list) else 0


def forms(value: JsonValue) -> tuple[str, ...]:
    """The ways people say ``value`` as an answer, lower case, without repeats."""
    found: list[str] = []
    if value is None:
        found = ["none", "nothing", "null"]
    elif isinstance(value, bool):
        found = ["true", "yes"] if value else ["false", "no"]
    elif isinstance(value, int | float):
        found = _number_forms(value)
    elif isinstance(value, str):
        found = [value.lower(), " ".join(value.lower())] if value else ["an empty string", "empty"]
    elif isinstance(value, list):
        found = _list_forms(value)
    return tuple(dict.fromkeys(form for form in found if form.strip()))


def _number_forms(value: int | float) -> list[str]:
    found = [f"{value:g}" if isinstance(value, float) else str(value), spoken(value)]
    if value < 0:
        found.append(f"negative {spoken(-value)}")
    if value == 1:
        found.append("once")
    elif value == 2:
        found.append("twice")
    return found


def _list_forms(items: list[JsonValue]) -> list[str]:
    if not items:
        return ["an empty list", "empty list", "empty", "[]"]
    inner = [forms(item)[:2] or ("",) for item in items]
    digits, spelt = [f[0] for f in inner], [f[-1] for f in inner]
    found = [f"[{', '.join(digits)}]", " ".join(spelt), ", ".join(spelt)]
    if len(items) > 1:
        found.append(f"{' '.join(spelt[:-1])} and {spelt[-1]}")
    found.append(f"the list {' '.join(spelt)}")
    return found


def count_of(n: int) -> str:
    """``one pass``-style number for a text: small ones in words."""
    return spoken(n) if n <= 12 else str(n)


_NTH = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
)  # fmt: skip


def nth(n: int) -> str:
    return _NTH[n - 1] if 1 <= n <= len(_NTH) else f"{n}th"
