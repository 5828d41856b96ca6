"""Numbers as people say them: ``twenty three``, ``minus one``, ``zero point five``, ``the second``.

:func:`numbers_in` finds them in a reply with their places; :func:`spoken` says one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

_UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = (
    {word: n for n, word in enumerate(_UNITS)}
    | {word: 10 * n for n, word in enumerate(_TENS, start=2)}
    | {"nought": 0, "naught": 0, "forteen": 14, "fourty": 40}
)
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12,
}  # fmt: skip
_MINUS = frozenset({"minus", "negative"})
_PRONOUN_BEFORE = frozenset({
    "this", "that", "which", "each", "every", "another", "other", "right", "wrong", "first",
    "second", "third", "last", "next", "no", "any", "some", "same", "only", "correct", "left",
    "inner", "outer", "empty", "new", "old", "big", "small", "single", "equal", "whole", "falling",
    "rising", "short", "long", "bigger", "smaller", "larger", "previous", "former", "latter",
})  # fmt: skip
_DETERMINERS = frozenset({"a", "an", "the", "this", "that", "any", "some", "every", "each"})
_NOUNS_BEFORE = frozenset({
    "list", "array", "string", "text", "input", "value", "target", "answer", "result", "number",
    "numbers", "is", "be", "key", "index", "position", "count", "total", "sum",
})  # fmt: skip
_PRONOUN_AFTER = frozenset({"of", "that", "which", "who"})
_TOKEN = re.compile(
    r"-?\d+(?:,\d{3})+(?![\d,])|-?\d+\.\d+|-?\d+(?:st|nd|rd|th)?\b|[a-z]+(?:'[a-z]+)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Spotted:
    """A number in a text, at ``text[start:end]``.

    ``kind``: ``cardinal``, ``ordinal`` ("the second": 2), or ``pronoun`` for a "one" that may well
    mean a thing ("the other one") and not the number.
    """

    value: int | float
    start: int
    end: int
    kind: Literal["cardinal", "ordinal", "pronoun"] = "cardinal"


def numbers_in(text: str) -> list[Spotted]:
    """The numbers in ``text``, in order of place. Words and digits, signs and decimals."""
    tokens = [(m.group().lower(), m.start(), m.end()) for m in _TOKEN.finditer(text)]
    for at, (word, start, end) in enumerate(tokens[:-1]):
        if word in ("a", "an") and tokens[at + 1][0] in _SCALES:
            tokens[at] = ("one", start, end)
    found: list[Spotted] = []
    at = 0
    while at < len(tokens):
        length, spotted = _number_at(text, tokens, at)
        if spotted is not None:
            found.append(spotted)
        at += max(1, length)
    return found


def spoken(value: int | float) -> str:
    """``value`` in words, as it is said: -23 is ``minus twenty three``."""
    if value < 0:
        return f"minus {spoken(-value)}"
    if isinstance(value, float) and not value.is_integer():
        whole, _, rest = f"{value:g}".partition(".")
        if not rest.isdigit():
            return f"{value:g}"
        return f"{spoken(int(whole))} point {' '.join(_UNITS[int(d)] for d in rest)}"
    n = int(value)
    if n < 20:
        return _UNITS[n]
    if n < 100:
        return _TENS[n // 10 - 2] + (f" {_UNITS[n % 10]}" if n % 10 else "")
    for word, size in (("million", 1_000_000), ("thousand", 1_000), ("hundred", 100)):
        if n >= size:
            rest = f" {spoken(n % size)}" if n % size else ""
            return f"{spoken(n // size)} {word}{rest}"
    return str(n)


_Tokens = list[tuple[str, int, int]]


def _number_at(text: str, tokens: _Tokens, at: int) -> tuple[int, Spotted | None]:
    """How many tokens the number that starts at ``at`` takes, and what it is."""
    word, start, _ = tokens[at]
    sign, first = 1, at
    if word in _MINUS and at + 1 < len(tokens):
        sign, first = -1, at + 1
    word, _, end = tokens[first]
    if word[0].isdigit() or word[0] == "-":
        if word[-1].isalpha():
            return first - at + 1, Spotted(int(word[:-2]), start, end, "ordinal")
        # A dash right after a word or number is no sign: "3-4", "n-1".
        glued = (
            word[0] == "-" and start > 0 and (text[start - 1].isalnum() or text[start - 1] in ")]")
        )
        plain = word.lstrip("-") if glued or sign < 0 else word
        value = float(plain) if "." in plain else int(plain.replace(",", ""))
        used, value, end = _spoken_decimals(tokens, first, value, end)
        scale = tokens[first + used][0] if first + used < len(tokens) else ""
        if scale in _SCALES and isinstance(value, int):
            value, used, end = value * _SCALES[scale], used + 1, tokens[first + used][2]
        return first - at + used, Spotted(sign * value, start, end)
    if word in _ORDINALS:
        return first - at + 1, Spotted(_ORDINALS[word], tokens[first][1], end, "ordinal")
    if word not in _VALUES:
        return 1, None
    used, value = _words(text, tokens, first)
    end = tokens[first + used - 1][2]
    if used == 1 and value == 1 and sign > 0 and _is_pronoun(tokens, first):
        return 1, Spotted(1, start, end, "pronoun")
    used, number, end = _spoken_decimals(tokens, first, value, end, used)
    return first - at + used, Spotted(sign * number, start, end)


def _words(text: str, tokens: _Tokens, at: int) -> tuple[int, int]:
    """``twenty three``, ``two hundred and five``: tokens used and value; ``one two`` is one."""
    total, group, used, low = 0, 0, 0, 10**9
    while at + used < len(tokens):
        word, start, _ = tokens[at + used]
        if used and not _joined(text[tokens[at + used - 1][2] : start]):
            break
        if word in _VALUES:
            value = _VALUES[word]
            fits = value < low and not (low == 20 and value >= 10)
            if used and not (fits and (low > 10 or low == 10)):
                break
            if used and value == 0:
                break
            group += value
            low = 10 if value >= 20 else 0
        elif word in _SCALES and used:
            if group == 0 or (word == "hundred" and group > 99):
                break  # "a hundred and a hundred"
            if word == "hundred":
                group *= 100
                low = 100
            else:
                total, group, low = total + group * _SCALES[word], 0, _SCALES[word]
        elif word == "and" and used and low in (100, 1_000, 1_000_000):
            after = tokens[at + used + 1][0] if at + used + 1 < len(tokens) else ""
            beyond = tokens[at + used + 2][0] if at + used + 2 < len(tokens) else ""
            if after not in _VALUES or beyond in _SCALES or tokens[at + used - 1][0] not in _SCALES:
                break
        else:
            break
        used += 1
    return used, total + group


def _joined(between: str) -> bool:
    return between.strip() in ("", "-")


def _spoken_decimals(
    tokens: _Tokens, at: int, value: int | float, end: int, used: int = 1
) -> tuple[int, int | float, int]:
    """``point five`` after a whole number."""
    if isinstance(value, float) or at + used + 1 >= len(tokens) or tokens[at + used][0] != "point":
        return used, value, end
    digits, more = "", used + 1
    while at + more < len(tokens):
        word = tokens[at + more][0]
        if word in _UNITS[:10]:
            digits += str(_VALUES[word])
        elif word in _TENS and not digits:  # "three point twenty five"
            digits += str(_VALUES[word] // 10)
            unit = tokens[at + more + 1][0] if at + more + 1 < len(tokens) else ""
            digits += "" if unit in _UNITS[1:10] else "0"
        elif word.isdigit():
            digits += word
        else:
            break
        end = tokens[at + more][2]
        more += 1
    if not digits:
        return used, value, end
    return more, float(f"{value}.{digits}"), end


def _is_pronoun(tokens: _Tokens, at: int) -> bool:
    before = tokens[at - 1][0] if at else ""
    after = tokens[at + 1][0] if at + 1 < len(tokens) else ""
    if before == "first" and after in ("then", "and", "two"):
        return False  # "first one, then two"
    if at > 1 and tokens[at - 2][0] in _DETERMINERS and before not in _NOUNS_BEFORE:
        apart = at + 1 < len(tokens) and tokens[at + 1][1] - tokens[at][2] > 1  # a comma
        return before not in _VALUES and not (
            (not apart and after in _VALUES) or (not apart and after in _MINUS)
        )
    return before in _PRONOUN_BEFORE or after in _PRONOUN_AFTER
