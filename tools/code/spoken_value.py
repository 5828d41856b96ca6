"""Read one value that looks like an example out of a spoken or typed reply."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence

from pydantic import JsonValue

from tools.code.spoken_rows import rows_in
from tools.code.spoken_tree import tree_in
from tools.code.spoken_words import content, word_list
from tools.code.wording import is_tree
from tools.spoken_numbers import numbers_in

EMPTY = re.compile(r"\b(empty|no (items|elements|numbers|letters|characters))\b|\[\s*\]", re.I)
_PLURALS = {
    word: n
    for n, word in enumerate(
        ("zeros", "ones", "twos", "threes", "fours", "fives", "sixes", "sevens", "eights", "nines")
    )
} | {"zeroes": 0}
_SYMBOLS = (
    (r"(open(ing)?|left) (paren\w*|round bracket\w*)", "("),
    (r"(clos(e|ed|ing)|right) (paren\w*|round bracket\w*)", ")"),
    (r"(open(ing)?|left) (square bracket\w*|bracket\w*)", "["),
    (r"(clos(e|ed|ing)|right) (square bracket\w*|bracket\w*)", "]"),
    (r"(open(ing)?|left) (curly( bracket| brace)?\w*|brace\w*)", "{"),
    (r"(clos(e|ed|ing)|right) (curly( bracket| brace)?\w*|brace\w*)", "}"),
)


def value_in(text: str, like: JsonValue) -> tuple[JsonValue] | None:
    """The value in ``text`` that looks like ``like``, in a tuple; None if there is none."""
    for a, b in literals(text):
        value = parsed(text[a:b])
        if _fits(value, like):
            return (_plain(value),)
    if isinstance(like, bool):
        word = re.search(r"\b(true|false|yes|no)\b", text, re.IGNORECASE)
        return (word.group().lower() in ("true", "yes"),) if word else None
    if isinstance(like, int | float):
        numbers = [n for n in numbers_in(text) if n.kind != "ordinal"]
        return (numbers[0].value,) if len(numbers) == 1 else None
    if isinstance(like, str):
        return _string(text)
    if isinstance(like, list):
        return _list(text, like)
    return None


def _string(text: str) -> tuple[JsonValue] | None:
    if EMPTY.search(text):
        return ("",)
    for pattern, symbol in _SYMBOLS:
        text = re.sub(rf"\b{pattern}(?!\w)", f" {symbol} ", text, flags=re.IGNORECASE)
    symbols = re.findall(r"[()\[\]{}]", text)
    if symbols:
        return ("".join(symbols),)
    named = re.search(
        r"\b(?:letter|word|string|text|like|such as)\s+(\w+)\s*$", text.rstrip(" .!?")
    )
    if named and named.group(1).lower() not in ("is", "of", "with"):
        return (named.group(1),)
    words = content(text)
    if len(words) > 1 and all(len(word) == 1 for word in words):
        return ("".join(words),)
    return (words[0],) if len(words) == 1 else None


def _list(text: str, like: list[JsonValue]) -> tuple[JsonValue] | None:
    if is_tree(like):
        return tree_in(text)
    inner = like[0] if like else 0
    if isinstance(inner, list):
        return _lists(text, like)
    repeated = _repeated(text)
    if repeated is not None:
        return (repeated,)
    if isinstance(inner, str):
        words = word_list(text, like)
        return (words,) if words is not None else None
    empty = EMPTY.search(text) is not None
    # In "an empty one" nobody says a number.
    said = [n for n in numbers_in(text) if n.kind != "ordinal"]
    sure = [n for n in said if n.kind == "cardinal"]
    # In "an empty one" and "that one" nobody says a number.
    numbers: list[JsonValue] = [n.value for n in (sure if empty or not sure else said)]
    if numbers:
        return (numbers,)
    return ([],) if empty else None


def _repeated(text: str) -> list[JsonValue] | None:
    """ "three twos" is [2, 2, 2]."""
    found = re.search(r"\b(\w+)\s+(" + "|".join(_PLURALS) + r")\b", text, re.IGNORECASE)
    if not found:
        return None
    count = numbers_in(found.group(1))
    if not count or not isinstance(count[0].value, int) or not 0 < count[0].value < 50:
        return None
    return [_PLURALS[found.group(2).lower()] for _ in range(count[0].value)]


def _lists(text: str, like: Sequence[JsonValue]) -> tuple[JsonValue] | None:
    rows = rows_in(text, like)
    if rows is not None:
        return (rows,)
    said = [n for n in numbers_in(text) if n.kind != "ordinal"]
    return ([],) if not said and EMPTY.search(text) else None


# ------------------------------------------------------------------ literals


def literals(text: str) -> list[tuple[int, int]]:
    """Places of brackets that close, and of quoted text, outermost first."""
    found, at = [], 0
    while at < len(text):
        letter = text[at]
        if letter in "[({":
            end = _closing(text, at)
            if end and parsed(text[at:end]) is not _NOTHING:
                found.append((at, end))
                at = end
                continue
        elif letter in '"“' or (letter == "'" and not (at and text[at - 1].isalnum())):
            close = {"“": "”"}.get(letter, letter)
            end = text.find(close, at + 1)
            if end > 0:
                found.append((at, end + 1))
                at = end + 1
                continue
        at += 1
    return found


def _closing(text: str, start: int) -> int:
    depth = 0
    for at in range(start, min(len(text), start + 500)):
        depth += (text[at] in "[({") - (text[at] in "])}")
        if depth == 0:
            return at + 1
    return 0


_NOTHING = object()


def parsed(text: str) -> object:
    text = text.replace("“", '"').replace("”", '"')
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return _NOTHING


def _plain(value: object) -> JsonValue:
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value  # type: ignore[return-value]


def _fits(value: object, like: JsonValue) -> bool:
    if isinstance(like, bool):
        return isinstance(value, bool)
    if isinstance(like, int | float):
        return isinstance(value, int | float) and not isinstance(value, bool)
    if isinstance(like, list):
        if not isinstance(value, list | tuple):
            return False
        return is_tree(like) or not like or all(_fits(item, like[0]) for item in value)
    return isinstance(value, type(like))
