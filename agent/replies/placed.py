"""Lists given by the place of each item: "zero for the first one, one for the second"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agent.reading.claims import Claim
from agent.reading.clauses import corrected
from agent.replies.verdict import Check, wrong
from tools.code.probe import Key
from tools.spoken_numbers import numbers_in

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
_PLACE = (
    rf"(?:the )?({'|'.join(_ORDINALS)}|last|final)"
    r"(?: (?:one|day|entry|element|number|item|index|value))?"
)
_NUMBER = (
    r"((?:minus |negative )?(?:zero|nil|nought|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"\d+))s?\b"
)
_ITEM_FIRST = re.compile(rf"\b{_NUMBER} (?:days? )?(?:for|at|in|on) {_PLACE}\b", re.IGNORECASE)
_PLACE_FIRST = re.compile(
    rf"\b{_PLACE}(?: and (?:also )?{_PLACE})?"
    r"(?: (?:is|are|gets?|stays?|waits?|has|will be|would be|must be|should be|being|as)|'s|,)?"
    r"(?: (?:both|a|an|at|just|also|definitely|then|again|only|to be))*"
    rf" {_NUMBER}(?! (?:is|are|never|gets?|has|stays?|goes|will|would|of)\b)",
    re.IGNORECASE,
)


def check_placed(key: Key, reply: str) -> Check | None:
    """Two items or more, each with its place; a place that does not fit makes all of it wrong."""
    wanted = key.value
    if not isinstance(wanted, list) or not all(isinstance(v, int) for v in wanted):
        return None
    at = max([0, *corrected(reply)])
    said = dict(_items(reply[at:], len(wanted)))
    if len(said) < 2:
        return None
    place = (at, len(reply))
    if any(index >= len(wanted) or wanted[index] != value for index, value in said.items()):
        return wrong(key, Claim([said[i] for i in sorted(said)], *place))
    if len(said) == len(wanted):
        return Check("right", "names every item by its place", *place)
    return Check("partial", f"names {len(said)} of the {len(wanted)} items", *place)


def _items(reply: str, length: int) -> Iterator[tuple[int, int | float]]:
    """The index and the value of each item that is said with its place."""
    for match in _ITEM_FIRST.finditer(reply):
        yield _index(match.group(2), length), _value(match.group(1))
    taken = [match.span() for match in _ITEM_FIRST.finditer(reply)]
    for match in _PLACE_FIRST.finditer(reply):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        for place in (match.group(1), match.group(2)):
            if place:
                yield _index(place, length), _value(match.group(3))


def _index(place: str, length: int) -> int:
    word = place.lower()
    return length - 1 if word in ("last", "final") else _ORDINALS.index(word)


def _value(said: str) -> int | float:
    found = numbers_in(said)
    return found[0].value if found else 0  # "nil"
