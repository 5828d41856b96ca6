"""New inputs that look like the sample ones: shorter, shifted by one, with parts left out.

What holds of the samples should hold of these where it can: items keep their order, rows stay
whole, strings keep their letters.  What breaks a precondition after all shows when it is run.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from pydantic import JsonValue

from tools.code.wording import chain_items, effort, is_tree
from tools.ports import Call

Args = tuple[JsonValue, ...]
TELLING = 5.0  # the effort of inputs that are easy to say and not trivial
FEW = 6  # new inputs, with fewer of which the samples serve as well


def variants(calls: Sequence[Call], limit: int) -> tuple[Args, ...]:
    """At most ``limit`` inputs, always the same; none of ``calls`` where there are enough others.

    Most are of a size that one can keep in mind and that still makes the code do something; every
    fourth is as small as can be.  Where there are only numbers, none is larger than the samples: a
    function of one small number may take a thousand times as long for the next.
    """
    known = {_text(call.args) for call in calls}
    most = _largest(calls)
    linked = any(chain_items(value) for call in calls for value in call.args)
    found: dict[str, Args] = {}
    for call in calls:
        if linked and any(one_link(value) for value in call.args):
            continue
        for args in _changed(call.args):
            text = _text(args)
            if text not in known and not any(v > m for v, m in zip(args, most, strict=False)):  # type: ignore[operator]
                found.setdefault(text, args)
    if len(found) < FEW:  # the samples are all that there is, or nearly
        found |= {_text(call.args): call.args for call in calls}
    small = sorted(found.values(), key=lambda args: (effort(args), _text(args)))
    telling = sorted(found.values(), key=lambda args: (abs(effort(args) - TELLING), _text(args)))
    chosen = {_text(args): args for args in (*small[: limit // 4], *telling)}
    return tuple(list(chosen.values())[:limit])


def _largest(calls: Sequence[Call]) -> list[int]:
    """The largest of each argument's samples, if all are whole numbers; else nothing."""
    columns = list(zip(*(call.args for call in calls), strict=False))
    numbers = [[v for v in c if isinstance(v, int) and not isinstance(v, bool)] for c in columns]
    if any(len(n) < len(c) for n, c in zip(numbers, columns, strict=True)):
        return []
    return [max(column) for column in numbers]


def _text(args: Args) -> str:
    return json.dumps(args, sort_keys=True)


def _changed(args: Args) -> Iterable[Args]:
    """Each argument changed alone, then a sequence and a number changed together."""
    for place, value in enumerate(args):
        for other in _values(value):
            yield (*args[:place], other, *args[place + 1 :])
    for place, value in enumerate(args):
        if not isinstance(value, list | str):
            continue
        for other in _values(value):
            for second, number in enumerate(args):
                if second != place and isinstance(number, int) and not isinstance(number, bool):
                    for n in (number - 1, number + 1):
                        changed = list(args)
                        changed[place], changed[second] = other, n
                        yield tuple(changed)


def _values(value: JsonValue) -> Iterable[JsonValue]:
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield from (n for n in (value - 1, value + 1, value - 2, value + 2, value // 2)
                    if value < 0 or n >= 0)  # fmt: skip
    elif isinstance(value, str):
        yield from _parts(value, "")
    elif isinstance(value, list) and is_tree(value):
        yield from _trees(value)
    elif items := chain_items(value):
        yield from (chained(other) for other in _values(items) if isinstance(other, list))
    elif isinstance(value, list):
        yield from _parts(value, [])
        if value and all(isinstance(v, int) and not isinstance(v, bool) for v in value):
            yield from _numbers(value)
        elif value and all(isinstance(v, str) for v in value):
            yield value[::-1]


def one_link(value: JsonValue) -> bool:
    """Whether ``value`` is ``[item, None]``: among linked lists it is one of a single item."""
    return isinstance(value, list) and len(value) == 2 and value[1] is None


def chained(items: Sequence[JsonValue]) -> JsonValue:
    """``[1, [2, None]]`` for the items 1 and 2; None for none."""
    rest: JsonValue = None
    for item in reversed(items):
        rest = [item, rest]
    return rest


def _trees(tree: list[JsonValue]) -> Iterable[JsonValue]:
    """Subtrees, and the tree with one child less, its children swapped, or both one deeper."""
    value, left, right = tree
    yield from (child for child in (left, right) if child is not None)
    for side, child in ((1, left), (2, right)):
        if isinstance(child, list):
            for other in (None, *_trees(child)):
                changed = list(tree)
                changed[side] = other
                yield changed
    if left != right:
        yield [value, right, left]


def _numbers(items: Sequence[JsonValue]) -> Iterable[list[JsonValue]]:
    numbers = [n for n in items if isinstance(n, int)]
    for k in range(min(len(numbers), 4)):
        yield [*numbers[:k], numbers[k] + 1, *numbers[k + 1 :]]
        # a repeat next to its first copy keeps what is sorted sorted
        yield [*numbers[: k + 1], numbers[k], *numbers[k + 1 :]]
    yield [*numbers, numbers[-1] + 1]


def _parts(value, empty) -> Iterable:
    size = len(value)
    for k in range(1, min(size, 7)):
        yield value[:k]
        yield value[size - k :]
    for k in range(min(size, 7)):
        yield value[:k] + value[k + 1 :]
    if 2 <= size <= 7:
        for k in range(size - 1):
            yield value[:k] + value[k + 2 :]
    yield empty
