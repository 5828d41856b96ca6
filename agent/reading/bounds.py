"""Bounds on a number: "at least two", "three at the most", "between one and four". Pure."""

from __future__ import annotations

import re

from agent.reading.claims import Claim
from tools.spoken_numbers import numbers_in

_LEAST = re.compile(
    r"\b(?:at least|(?:can't|cannot|won't) be (?:less|lower|smaller|fewer) than|not? (?:less|"
    r"fewer) than|never (?:less|fewer) than|a minimum of|"
    r"minimum)\s+(?:of )?$",
    re.IGNORECASE,
)
_MOST = re.compile(
    r"\b(?:at most|never more than|(?:can't|cannot|won't|can not) be (?:more|higher|bigger|"
    r"greater|larger) than|no (?:higher|bigger|greater) than|no more than|a maximum of|maximum|"
    r"not more than|"
    r"up to)\s+(?:of )?$",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\b(?:more(?: often| times)?|greater|bigger|larger|higher|deeper|longer|further|later|wider|"
    r"taller) than\s+$|\b(?:over|"
    r"above)\s+$",
    re.IGNORECASE,
)
NOT_ALL = re.compile(r"\bnot all (?:of )?(?:the )?$", re.IGNORECASE)
_LESS = re.compile(
    r"\b(?:less|fewer|smaller|lower|shorter|earlier) than\s+$|\b(?:under|below)\s+$", re.IGNORECASE
)
_AT_MOST_AFTER = re.compile(
    r"\s*(?:times )?(?:at (?:the )?(?:very )?most|tops|maximum|or less|or fewer)\b", re.IGNORECASE
)
_AT_LEAST_AFTER = re.compile(
    r"\s*(?:times )?(?:at (?:the )?(?:very )?least|minimum|as a minimum)\b", re.IGNORECASE
)
_AND_MORE = re.compile(
    r"\s*(?:or more|and something|something|and a bit|or so|or higher|and up\b|plus something)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)


# "The first string alone has two", "the first one takes up two of them": a part of what is counted.
_OF_A_PART = re.compile(
    r"\b(?:first|second|third|last|outer|inner|left|right|one|other) (?:\w+ )?"
    r"(alone |already |by itself |on its own |itself )?"
    r"(?:has|takes(?: up)?|gives|accounts for|makes|contributes|costs|needs|adds|brings|"
    r"uses(?: up)?)"
    r"\s+(?:us |you )?(already )?$",
    re.IGNORECASE,
)
_MORE_ROOM = re.compile(r"\b(?:room|space|place|time) for(?: another)?\s+$", re.IGNORECASE)


def of_a_part(text: str, start: int, end: int, value: int | float) -> Claim | None:
    """The bound that what is said of one part sets for the whole."""
    part = _OF_A_PART.search(text[:start])
    only = part and (
        part.group(1) or part.group(2) or re.match(r" of (?:them|those|it)\b", text[end:])
    )
    if only or _MORE_ROOM.search(text[:start]):
        return Claim(value, start, end, "bound", value)
    return None


def bound_at(text: str, start: int, end: int, value: int | float) -> Claim | None:
    before = text[:start]
    if _BETWEEN.search(before):
        other = [n for n in numbers_in(text[end : end + 30]) if n.kind == "cardinal"][:1]
        return Claim(value, start, end, "bound", value, other[0].value if other else float("inf"))
    if re.search(r"\bbetween\s+\S+(?: \S+)?\s+and\s+$", before, re.IGNORECASE):
        return Claim(value, start, end, "bound", float("-inf"), value)
    if re.match(r"[\s-]?ish\b", text[end:], re.IGNORECASE):
        return Claim(value, start, end, "bound", value - 1, value + 1)
    for pattern, low, high in (
        (_LEAST, value, float("inf")),
        (_MOST, float("-inf"), value),
        (_MORE, value + 1e-9, float("inf")),
        (_LESS, float("-inf"), value - 1e-9),
        (NOT_ALL, float("-inf"), value - 1e-9),
    ):
        if pattern.search(before):
            return Claim(value, start, end, "bound", low, high)
    if _AT_MOST_AFTER.match(text, end):
        return Claim(value, start, end, "bound", float("-inf"), value)
    if _AND_MORE.match(text, end) or _AT_LEAST_AFTER.match(text, end):
        return Claim(value, start, end, "bound", value, float("inf"))
    return None
