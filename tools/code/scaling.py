"""Inputs of growing size that look like the samples: several patterns for each size."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import JsonValue

from tools.code.inputs import Args

PATTERNS = ("rising", "falling", "equal", "mixed", "tiled")


def can_scale(samples: Sequence[Args]) -> bool:
    """Whether sizes mean something for these inputs: flat lists, strings, or only whole numbers."""
    if not samples or not samples[0]:
        return False
    shapes = [tuple(map(_shape, args)) for args in samples]
    if len(set(shapes)) != 1 or any(kind == "other" for kind in shapes[0]):
        # an empty list has no shape of its own
        shapes = [s for s, args in zip(shapes, samples, strict=True) if [] not in args]
        if not shapes or len(set(shapes)) != 1 or "other" in shapes[0]:
            return False
    return True


def by_number(samples: Sequence[Args]) -> bool:
    """Whether there is nothing but whole numbers to scale."""
    return all(_shape(value) == "number" for value in samples[0])


def numbers(samples: Sequence[Args]) -> tuple[int, ...]:
    """The places of whole numbers that stand beside lists or strings."""
    if by_number(samples):
        return ()
    return tuple(i for i, value in enumerate(samples[0]) if _shape(value) == "number")


def scaled(samples: Sequence[Args], size: int, pattern: str, number: int | None = None) -> Args:
    """One input of ``size``; numbers beside lists are the sample's, or ``number`` if given."""
    base = max(samples, key=lambda args: sum(len(v) for v in args if isinstance(v, list | str)))
    made: list[JsonValue] = []
    for value in base:
        if isinstance(value, list):
            made.append(_list(value, size, pattern))
        elif isinstance(value, str):
            made.append(_string(value, size, pattern))
        elif by_number(samples):
            made.append(size)
        else:
            made.append(value if number is None else number)
    return tuple(made)


def _shape(value: JsonValue) -> str:
    if isinstance(value, bool) or value is None:
        return "other"
    if isinstance(value, int):
        return "number"
    if isinstance(value, str):
        return "string"
    if isinstance(value, list) and value:
        if all(isinstance(v, int) and not isinstance(v, bool) for v in value):
            return "numbers"
        if all(isinstance(v, str) for v in value):
            return "other" if _grid(value) else "strings"
    return "other"


def _grid(rows: Sequence[JsonValue]) -> bool:
    """Whether strings look like the rows of a map, which has two sizes."""
    lengths = {len(row) for row in rows if isinstance(row, str)}
    signs = {letter for row in rows if isinstance(row, str) for letter in row}
    words = len(signs) > 5 and all(sign.isalpha() for sign in signs)
    return len(rows) > 1 and len(lengths) == 1 and lengths != {1} and not words


def _list(sample: Sequence[JsonValue], size: int, pattern: str) -> list[JsonValue]:
    if not sample:
        return []
    if isinstance(sample[0], str):
        tiled = [str(sample[i % len(sample)]) for i in range(size)]
        if pattern in ("rising", "mixed"):  # all different
            return [word + chr(0x4E00 + i) for i, word in enumerate(tiled)]
        return [sample[0]] * size if pattern == "equal" else list(tiled)
    if pattern == "rising":
        return list(range(1, size + 1))
    if pattern == "falling":
        return list(range(size, 0, -1))
    if pattern == "equal":
        return [sample[0]] * size
    if pattern == "mixed":
        return _mixed(size)
    return [sample[i % len(sample)] for i in range(size)]


def _mixed(size: int) -> list[JsonValue]:
    """Numbers 1..size in an order that looks random and is always the same."""
    state, items = 7, list(range(1, size + 1))
    for i in range(size - 1, 0, -1):
        state = (1_103_515_245 * state + 12_345) % 2**31
        j = state % (i + 1)
        items[i], items[j] = items[j], items[i]
    return list(items)


def _string(sample: str, size: int, pattern: str) -> str:
    letters = sample or "a"
    if pattern == "equal":
        return letters[0] * size
    if pattern == "rising":
        return (
            "".join(chr(0x4E00 + i) for i in range(size))
            if letters.isalpha()
            else letters[0] * size
        )
    if pattern == "falling":
        return (letters[0] * (size // 2) + letters[-1] * size)[:size]
    if pattern == "mixed":
        half = "".join(letters[i % len(letters)] for i in range(size // 2))
        return (half + half[::-1] + letters[0])[:size]
    return "".join(letters[i % len(letters)] for i in range(size))
