"""Which words of a reply are about which argument, by the parameters' names.

People name an argument before its value ("amount is five"), behind it ("two towns", "no roads",
"three for the amount"), in the singular or the plural, or leave the name of one argument out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from tools.code.spoken_value import EMPTY
from tools.code.spoken_words import content
from tools.spoken_numbers import Spotted, numbers_in

_NOTHING_BEFORE = re.compile(
    r"\b(?:(?:no|without (?:any )?|empty|an empty|none of the)\s+"
    r"(?:(?!and\b|with\b|for\b|then\b|the\b|so\b|as\b)\w+\s+)?|zero\s+|0\s+)$",
    re.IGNORECASE,
)
_FOR_BEFORE = re.compile(r"\s(?:for|as|in|on|into)\s+(?:the |my |its )?$", re.IGNORECASE)
_SIZE_BEFORE = re.compile(r"\b(?:a single|one|a)\s+$", re.IGNORECASE)
_ENDS = re.compile(r"[.!?;](?!\d)|\bbecause\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Place:
    """A parameter's name at ``text[start:end]``."""

    which: int
    start: int
    end: int


@dataclass(frozen=True)
class _Part:
    """``text[start:end]`` is about the parameter ``which``, whose name stands there or beside."""

    which: int
    start: int
    end: int
    said: str


def by_names(
    text: str, example: Sequence[JsonValue], names: Sequence[str]
) -> tuple[str, ...] | None:
    """The part of ``text`` about each argument; None where the names do not tell."""
    places = _places(text, names)
    if not places:
        return None
    parts: list[_Part] = []
    at = 0
    for order, place in enumerate(places):
        until = len(text)
        if order + 1 < len(places):
            until = _begins(text, place.end, places[order + 1], example)
        part = _part(text, place, at, until, example[place.which])
        if part is not None:
            parts.append(part)
            at = max(place.end, part.end)
    return _assigned(text, parts, places, example)


def _places(text: str, names: Sequence[str]) -> list[_Place]:
    found: list[_Place] = []
    for which, name in enumerate(names):
        stem = re.escape(name).replace("_", "[_ ]")
        if len(name) > 3:
            stem = f"{stem[:-1] if name.endswith('s') else stem}(?:s|ing|s list)?"
        found += [
            _Place(which, m.start(), m.end()) for m in re.finditer(rf"\b{stem}\b", text, re.I)
        ]
    return sorted(found, key=lambda place: place.start)


def _begins(text: str, at: int, place: _Place, example: Sequence[JsonValue]) -> int:
    """Where the words about the argument at ``place`` begin, behind ``at``."""
    before = text[at : place.start]
    nothing = _NOTHING_BEFORE.search(before)
    if nothing and not isinstance(example[place.which], int | float):
        return at + nothing.start()
    link = _FOR_BEFORE.search(before)
    if link and isinstance(example[place.which], int | float):
        numbers = [n for n in numbers_in(before[: link.start()]) if n.kind != "ordinal"]
        if len(numbers) > 1 and not before[numbers[-1].end : link.start()].strip():
            return at + numbers[-1].start
    return at + len(re.sub(r"(?:\b(?:and|with|an?|the|my)\s+)*$", "", before))


def _part(text: str, place: _Place, at: int, until: int, like: JsonValue) -> _Part | None:
    """What is said about the argument that is named at ``place``, behind ``at``."""
    before = text[at : place.start]
    plain = isinstance(like, int | float)
    nothing = None if plain else _NOTHING_BEFORE.search(before)
    several = text[place.end - 1].lower() == "s"
    if nothing and (several or not before[nothing.start() :].startswith(("zero", "0"))):
        return _Part(place.which, at + nothing.start(), place.end, "empty")
    counted = _number_just_before(before)
    ahead = text[place.end : until]
    if plain and counted is not None and (several or not _number_next(ahead)):
        start = at + counted.start
        return _Part(place.which, start, place.end, text[start : place.start])
    link = _FOR_BEFORE.search(before)
    if link and _has_value(before[: link.start()]) and not _SAID_AFTER.match(ahead):
        own = _last_phrase(before[: link.start()], plain=plain)
        return _Part(place.which, at + own, place.end, before[own : link.start()])
    if plain:
        number = next((n for n in numbers_in(ahead) if n.kind != "ordinal"), None)
        if number is None or len(re.findall(r"\w+", ahead[: number.start])) > 4:
            return None
        said = ahead[number.start : number.end]
        return _Part(place.which, place.start, place.end + number.end, said)
    end = _end_of_value(ahead)
    said = _LINK.sub(" ", ahead[:end])
    if not re.search(r"\w", said):
        return None
    start = place.start
    size = _SIZE_BEFORE.search(before)
    if size or (counted is not None and counted.value < 10):
        start = at + (size.start() if size else counted.start if counted else 0)
    return _Part(place.which, start, place.end + end, said)


_LINK = re.compile(
    r"^\W*(?:(?:list|can|could|would|should|must|is|are|be|has|have|holds?|contains?|being|equals?|"
    r"as|of|with|like|just|only|simply)\b\W*)+",
    re.IGNORECASE,
)
_SAID_AFTER = re.compile(r"\W*(?:is|are|being|equals?|=|of|we have|i'd have)\b", re.IGNORECASE)


def _number_just_before(before: str) -> Spotted | None:
    said = [n for n in numbers_in(before + " x") if n.kind != "ordinal"]
    if not said or before[said[-1].end :].strip() or not before[said[-1].end :]:
        return None
    return said[-1]


def _number_next(ahead: str) -> bool:
    """ "... three target one": the number behind the name is its value."""
    found = re.match(r"\s+(?:(?:is|of|equals?|being)\s+)?", ahead)
    return found is not None and any(n.start == found.end() for n in numbers_in(ahead))


def _has_value(text: str) -> bool:
    return bool(EMPTY.search(text) or [n for n in numbers_in(text) if n.kind == "cardinal"])


def _last_phrase(before: str, *, plain: bool) -> int:
    """Where the value begins that ends ``before``: one number, or all since the last stop."""
    if plain:
        numbers = [n for n in numbers_in(before) if n.kind != "ordinal"]
        return numbers[-1].start if numbers else 0
    return max((m.end() for m in _ENDS.finditer(before)), default=0)


def _end_of_value(ahead: str) -> int:
    """A value ends with its sentence, once anything is said in it."""
    for match in _ENDS.finditer(ahead):
        if re.search(r"\w", ahead[: match.start()]):
            return match.start()
    return len(ahead)


def _assigned(
    text: str, parts: Sequence[_Part], places: Sequence[_Place], example: Sequence[JsonValue]
) -> tuple[str, ...] | None:
    """One part for each argument: a name said twice leaves its second value to the argument
    that is not named, and what belongs to no name is the value of the only one left."""
    said: dict[int, str] = {}
    again: list[_Part] = []
    for part in parts:
        if part.which not in said:
            said[part.which] = part.said
        elif _plainly(part.said) != _plainly(said[part.which]):
            again.append(part)
    left = [i for i in range(len(example)) if i not in said]
    if again:
        if (
            len(again) > 1
            or len(left) != 1
            or type(example[left[0]]) is not type(example[again[0].which])
        ):
            return None
        said[left[0]] = again[0].said
    elif len(left) == 1:
        said[left[0]] = _rest(text, parts, places, example[left[0]])
    elif left:
        return None
    return tuple(said[i] for i in range(len(example)))


def _plainly(said: str) -> object:
    numbers = [n.value for n in numbers_in(said) if n.kind != "ordinal"]
    return numbers or bool(EMPTY.search(said)) or said.strip(" .,!?")


def _rest(text: str, parts: Sequence[_Part], places: Sequence[_Place], like: JsonValue) -> str:
    """``text`` without what belongs to a name, up to the end of the first sentence with a value."""
    for one in (*parts, *places):
        text = text[: one.start] + "." + " " * (one.end - one.start - 1) + text[one.end :]
    words = isinstance(like, str) or (
        isinstance(like, list) and bool(like) and isinstance(like[0], str)
    )
    for piece in re.split(r"[.!?;](?!\d)", text):
        if _has_value(piece) or re.search(r"[\[\"']", piece) or (words and content(piece)):
            return piece
    return text
