"""The order of inputs by size, and the ways to make an input smaller.

An input is smaller than another if, in this order,
 1. it holds less: the lengths of all its texts and lists, at every depth, added up, and for a class
    the method calls;
 2. its values are simpler: 0 for ``None``, ``False`` and 0; 2n for a number n, and one more below
    zero; 1 for ``True``; for a letter its place in ``a`` to ``z``, ``A`` to ``Z``, ``0`` to ``9``,
    and then by its number in Unicode, all added up;
 3. its JSON comes first in the alphabet.
"""

from __future__ import annotations

import json
import math
import string
from collections.abc import Iterator
from typing import Any

from pydantic import JsonValue

from tools.code.answers import Case

Size = tuple[int, float, str]

_PLACES = {c: k for k, c in enumerate(string.ascii_letters + string.digits)}


def letter_size(letter: str) -> int:
    return _PLACES.get(letter, 62 + ord(letter))


def number_size(number: float) -> float:
    return 2 * abs(number) + (number < 0) + (0 if number == math.floor(number) else 1)


def size(case: Case, *, is_class: bool) -> Size:
    """Where ``case`` stands in the order. A method's name counts for nothing."""
    if is_class:
        args, then = case[0], case[1]
        assert isinstance(then, list)
        parts: list[JsonValue] = [args]
        parts += [call[1] for call in then if isinstance(call, list)]
        held, simple = _measured(parts)
        return held - len(parts) + len(then), simple, json.dumps(case)
    held, simple = _measured(case)
    return held, simple, json.dumps(case)


def _measured(value: JsonValue) -> tuple[int, float]:
    if isinstance(value, bool) or value is None:
        return 0, float(value is True)
    if isinstance(value, int | float):
        return 0, number_size(value)
    if isinstance(value, str):
        return len(value), float(sum(map(letter_size, value)))
    items = value if isinstance(value, list) else [*value.keys(), *value.values()]
    held, simple = len(items), 0.0
    for item in items:
        inner, how = _measured(item)
        held, simple = held + inner, simple + how
    return held, simple


def reductions(case: Case, letters: str, *, is_class: bool) -> Iterator[Case]:
    """Cases with something left out or made simpler; not all are smaller, nor valid.

    ``letters``: those that texts may hold, simplest first.
    """
    if is_class:
        args, then = case
        assert isinstance(args, list)
        assert isinstance(then, list)
        for fewer in _without(then):
            yield [args, fewer]
        for n, other in enumerate(_together(args, letters)):
            yield [other, then]
            if n < 8:  # a smaller capacity, say, needs fewer calls
                yield from ([other, then[:k] + then[k + 1 :]] for k in range(len(then)))
        for k in range(min(len(then), 10)):
            for j in range(k + 1, min(len(then), 10)):
                yield [args, [*then[:k], *then[k + 1 : j], *then[j + 1 :]]]
        for k, call in enumerate(then):
            assert isinstance(call, list)
            assert isinstance(call[1], list)
            for other in _together(call[1], letters):
                yield [args, [*then[:k], [call[0], other], *then[k + 1 :]]]
        yield from _everywhere(case)
        return
    yield from _together(case, letters)
    yield from _everywhere(case)


def _together(args: list[JsonValue], letters: str) -> Iterator[list[JsonValue]]:
    """One argument made smaller, or two that belong together (a list and its length, say)."""
    for k, value in enumerate(args):
        for other in _smaller(value, letters):
            yield [*args[:k], other, *args[k + 1 :]]
    for k, value in enumerate(args):
        if not isinstance(value, list | str) or not value:
            continue
        for j, second in enumerate(args):
            if j == k:
                continue
            if isinstance(second, int) and not isinstance(second, bool) and second > 0:
                for fewer in _without(value):
                    yield _two(args, k, fewer, j, second - (len(value) - len(fewer)))
                    yield _two(args, k, fewer, j, second - 1)
            elif j > k and isinstance(second, list | str) and len(second) == len(value):
                for at in range(len(value)):
                    yield _two(args, k, _cut(value, at), j, _cut(second, at))


def _two(
    args: list[JsonValue], k: int, value: JsonValue, j: int, second: JsonValue
) -> list[JsonValue]:
    changed = list(args)
    changed[k], changed[j] = value, second
    return changed


def _smaller(value: JsonValue, letters: str) -> Iterator[JsonValue]:
    if isinstance(value, bool):
        if value:
            yield False
    elif isinstance(value, int):
        yield from dict.fromkeys(_numbers(value))
    elif isinstance(value, float):
        yield from dict.fromkeys([float(round(value)), *map(float, _numbers(int(value)))])
    elif isinstance(value, str):
        yield from _without(value)
        for k, letter in enumerate(value):
            for other in letters:
                if letter_size(other) >= letter_size(letter):
                    break
                yield value[:k] + other + value[k + 1 :]
    elif isinstance(value, list):
        yield from _without(value)
        yield from (item for item in value if isinstance(item, list))  # a part in its place
        if any(item is None for item in value):
            yield None
        yield from _thinner(value)
        for k, item in enumerate(value):
            for other in _smaller(item, letters):
                yield [*value[:k], other, *value[k + 1 :]]


def _numbers(n: int) -> Iterator[int]:
    for other in (0, 1, -1, n // 10, n // 2, n - 10, n - 2, n - 1, n + 1, n + 2, -n):
        if number_size(other) < number_size(n):
            yield other


def _without(value):
    """A list or text without one stretch of it: long stretches first."""
    length = len(value)
    stretch = length
    while stretch:
        step = 1 if length <= 12 else max(1, stretch // 2)
        for start in range(0, length - stretch + 1, step):
            yield value[:start] + value[start + stretch :]
        stretch = stretch // 2 if length > 12 else stretch - 1


def _cut(value, at: int):
    return value[:at] + value[at + 1 :]


def _thinner(rows: list[JsonValue]) -> Iterator[list[JsonValue]]:
    """A grid without one column."""
    if not rows or not all(isinstance(row, list | str) and row for row in rows):
        return
    width = min(len(row) for row in rows if isinstance(row, list | str))
    for column in range(width):
        yield [_cut(row, column) for row in rows]


def _everywhere(case: Case) -> Iterator[Case]:
    """One number, or one letter, replaced wherever it stands: names and values that recur."""
    numbers = sorted({n for n in _leaves(case) if isinstance(n, int) and not isinstance(n, bool)})
    for n in numbers:
        for other in dict.fromkeys((0, 1, n // 2, n - 1, -n)):
            if number_size(other) < number_size(n):
                yield _replaced(case, n, other)
    for low in numbers:
        if low > 0:  # all above moved down by one
            yield _shifted(case, low)
    letters = sorted({c for s in _leaves(case) if isinstance(s, str) for c in s})
    for letter in letters:
        for other in ("a", "b", "c", "0", "1"):
            if letter_size(other) < letter_size(letter):
                yield _respelled(case, letter, other)


def _leaves(value: JsonValue) -> Iterator[JsonValue]:
    if isinstance(value, list):
        for item in value:
            yield from _leaves(item)
    else:
        yield value


def _replaced(value, n: int, other: int) -> Any:
    if isinstance(value, list):
        return [_replaced(item, n, other) for item in value]
    return other if value == n and type(value) is int else value


def _shifted(value, low: int) -> Any:
    if isinstance(value, list):
        return [_shifted(item, low) for item in value]
    return value - 1 if type(value) is int and value >= low else value


def _respelled(value, letter: str, other: str) -> Any:
    if isinstance(value, list):
        return [_respelled(item, letter, other) for item in value]
    return value.replace(letter, other) if isinstance(value, str) else value
