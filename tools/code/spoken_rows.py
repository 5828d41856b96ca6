"""Rows said aloud: a grid ("one two, then three four"), or records ("five a, three b").

How many rows there are and which of them comes next is said along with them: "two rows", "in the
second row", "a single column". Those words part the rows and are no values.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pydantic import JsonValue

from tools.spoken_numbers import Spotted, numbers_in

_COUNT = r"(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|single|\d+)"
_ROW = r"(?:rows?|lists?|lines?|columns?|cells?|pairs?|strips?|intervals?)"
_ORDER = r"(?:first|second|third|fourth|top|bottom|upper|lower|middle|last|other|next|another)"
_SIZE = re.compile(
    rf"\b(?:(?:an?|the|just|only)\s+)?{_COUNT}\s+(?:(?!{_ORDER}\b)\w+\s+)?{_ROW}\b"
    rf"|\b{_COUNT} by {_COUNT}\b(?: one\b(?=\W*(?:$|[,.;:])))?"
    rf"|\b{_COUNT} times {_COUNT}\b|\b(?:an?|one) (?:\w+ )?{_ROW}\b",
    re.IGNORECASE,
)
_BY = re.compile(rf"\b({_COUNT}) (?:by|times) ({_COUNT})\b", re.IGNORECASE)
_FILL = re.compile(
    r"\b(?:all|only|just|full of|filled with|nothing but|every(?:thing| \w+)(?: is)?(?: a)?)\s+"
    r"(zero|one|two|three|four|five|six|seven|eight|nine|\d+)(?:e?s)?\b",
    re.IGNORECASE,
)
_MARK = re.compile(
    rf"\b(?:(?:in|on|for|at|as) )?(?:(?:the|an?) )?{_ORDER}(?: one)?"
    rf"(?: (?:row|list|line|pair))?\b(?: (?:is|has|holds|being|with|of|would be))?",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r";|\b(?:and )?then\b|\b(?:on top|below|underneath|under (?:it|that|them)|followed by|above)\b",
    re.IGNORECASE,
)
_WEAK = re.compile(r",?\s*\band\b(?: an?)?|,", re.IGNORECASE)
_COLUMN = re.compile(
    r"\b(?:an?|one|single) (?:\w+ )?column\b|\bcolumn (?:of|with)\b|\bunder each other\b|"
    r"\bon top of each other\b",
    re.IGNORECASE,
)
_ONE_ROW = re.compile(
    r"\b(?:one|a|single|just a) (?:single )?(?:row|line|strip|cell)\b|\bone by\b|"
    r"^(?!.*\brows?\b.*\brows?\b).*\brow (?:with|of|holding|containing|being|is|has|like)\b|"
    r"\b(?:a|one) list (?:in|inside|within) (?:a|another|one) list\b|"
    r"\b(?:a|one) list (?:with|of|holding|containing) (?:just |only )?(?:a|one) (?:list|row)\b|"
    r"\bnested\b",
    re.IGNORECASE,
)
_EMPTY_ROW = re.compile(
    r"\b(?:an?|one|single) empty (?:row|list|line)\b(?=.*\b(?:in|inside|within)\b)|"
    r"\b(?:one|single|an) empty (?:row|line)\b|"
    r"\b(?:row|list|one) (?:that's|that is|which is) empty\b.*\b(?:in|inside|within)\b|"
    r"\blist (?:with|of|holding|containing) (?:just |only )?(?:an?|one) empty (?:list|row)\b",
    re.IGNORECASE,
)


def rows_in(text: str, like: Sequence[JsonValue]) -> list[JsonValue] | None:
    """The rows in ``text``, like those of ``like``; None if it does not say where one ends."""
    first = like[0] if like and isinstance(like[0], list) else []
    if any(isinstance(item, str) for item in first):
        return records(text, first)
    if _EMPTY_ROW.search(text):
        return [list[JsonValue]()]
    filled = _filled(text)
    if filled:
        return filled
    column, one_row = _COLUMN.search(text), _ONE_ROW.search(text)
    bare = _SIZE.sub(_blank, text)
    rows = _marked(bare) or _parted(bare, _NEXT)
    if rows is None:
        flat = _values(bare)
        counted = _size(text)
        widths = {len(row) for row in like if isinstance(row, list)}
        width = widths.pop() if len(widths) == 1 else 0
        if not flat:
            return None
        if column:
            rows = [[value] for value in flat]
        elif one_row:
            rows = [flat]
        elif counted and counted[0] * counted[1] == len(flat):
            rows = _wrapped(flat, counted[1])
        else:
            rows = _even(bare) or (
                _wrapped(flat, width) if width and len(flat) % width == 0 else None
            )
    return [list[JsonValue](row) for row in rows] if rows else None


def records(text: str, like: Sequence[JsonValue]) -> list[JsonValue] | None:
    """ "Two a and three c" as [[2, "a"], [3, "c"]]: fields of the kinds of ``like``, in turn."""
    kinds = [isinstance(item, str) for item in like]
    numbers = {n.start: n for n in numbers_in(text) if n.kind == "cardinal"}
    found: list[JsonValue] = []
    record: list[JsonValue] = []
    at = 0
    while match := re.compile(r"[\w'-]+").search(text, at):
        number = numbers.get(match.start())
        at = number.end if number else match.end()
        wanted = kinds[len(record)]
        if number and not wanted:
            record.append(number.value)
        elif number or (record and wanted and _is_link(match.group())):
            if number:
                return None
        elif record and wanted:
            record.append(match.group())
        if len(record) == len(kinds):
            found.append(record)
            record = []
    return found if found and not record else None


def _is_link(word: str) -> bool:
    return word.lower() in ("and", "with", "comma", "of", "letter", "the", "then", "for", "named")


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _values(text: str) -> list[int | float]:
    return [n.value for n in _spotted(text)]


def _spotted(text: str) -> list[Spotted]:
    return [n for n in numbers_in(text) if n.kind != "ordinal"]


def _size(text: str) -> tuple[int, int] | None:
    found = _BY.search(text)
    if not found:
        return None
    said = [numbers_in(part) for part in found.groups()]
    if not all(said):
        return None
    rows, columns = (int(part[0].value) for part in said)
    return (rows, columns) if 0 < rows <= 9 and 0 < columns <= 9 else None


def _filled(text: str) -> list[JsonValue] | None:
    """ "Two by two, all ones"."""
    size, fill = _size(text), _FILL.search(text)
    if not size or not fill:
        return None
    value = numbers_in(fill.group(1))[0].value
    return [list[JsonValue]([value] * size[1]) for _ in range(size[0])]


def _marked(text: str) -> list[list[int | float]] | None:
    """Rows that are named, before or behind their values."""
    marks = list(_MARK.finditer(text))
    if not marks:
        return None
    behind = bool(_values(text[: marks[0].start()]))
    edges = [m.end() if behind else m.start() for m in marks]
    edges = [0, *edges] if behind else [*edges, len(text)]
    rows = [_values(_MARK.sub(" ", text[a:b])) for a, b in pairwise(edges)]
    rest = _values(text[edges[-1] :])
    rows = [*rows, rest] if rest else rows
    return rows if all(rows) and len(rows) > 1 else None


def _parted(text: str, cut: re.Pattern[str]) -> list[list[int | float]] | None:
    rows = [row for part in cut.split(text) if part and (row := _values(part))]
    return rows if len(rows) > 1 else None


def _even(text: str) -> list[list[int | float]] | None:
    """Rows of one length where "and" or a comma parts them, and not their values too."""
    for cut in (re.compile(r",?\s*\band\b", re.IGNORECASE), re.compile(r",")):
        rows = _parted(text, cut)
        if rows and len(rows[0]) > 1 and len({len(row) for row in rows}) == 1:
            return rows
    return None


def _wrapped(flat: Sequence[int | float], width: int) -> list[list[int | float]]:
    return [list(flat[i : i + width]) for i in range(0, len(flat), width)]
