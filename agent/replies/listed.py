"""Replies to questions for a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pydantic import JsonValue

from agent.reading import numbers, parts, values
from agent.reading.claims import Claim
from agent.replies.kinds import another_kind
from agent.replies.verdict import Check, accepted, wrong
from tools.code.probe import Key


def check_list(key: Key, reply: str) -> Check | None:
    wanted = values.items(key.value)
    flat = key.value if isinstance(key.value, list) else []
    words = [w for w in wanted if not re.fullmatch(r"-?[\d.]+|empty", w)]
    if key.value == [[]]:
        return _list_of_nothing(key, reply)
    empty = values.empties(reply)
    if key.value == [] and empty:
        others = [i for c in values.said_items(reply) if isinstance(c.value, list) for i in c.value]
        if len(set(others) - {"empty"}) < 2:  # "an empty list, nothing adds up to minus one"
            place = (empty[-1].start, empty[-1].end)
            return Check("right", "names the value that the code gives", *place)
    groups = _groups(key, reply)
    if groups is not None:
        return groups
    apart = values.repeated(numbers.digits_apart(reply, flat))
    if apart != reply:
        return _whole(check_list(key, apart), reply)
    said = (
        _of_words(values.said_items(reply, words))
        if len(words) == len(wanted)
        else (values.said_items(reply, words))
    )
    if said:
        found = said[-1]
        assert isinstance(found.value, list)
        return _items(key, reply, found, [str(v) for v in found.value], wanted)
    if parts.only_size(reply):
        return Check("partial", "says how much is in it, not what", 0, len(reply))
    if values.nones(reply):
        return wrong(key, values.nones(reply)[-1])
    return accepted(key, reply) or _one_of_it(reply, wanted) or another_kind(key, reply)


def _one_of_it(reply: str, wanted: Sequence[str]) -> Check | None:
    """ "The last one is zero": a part of the list, by its place."""
    empty = values.empties(reply)
    if empty and parts.only_begins(reply) and "empty" in wanted:
        return Check("partial", "names one item of it", empty[-1].start, empty[-1].end)
    said = [c for c in numbers.number_claims(reply) if c.weight in ("said", "conclusion")]
    if not said or not parts.only_begins(reply) or f"{said[-1].value:g}" not in wanted:
        return None
    return Check("partial", "names one item of it", said[-1].start, said[-1].end)


_GROUPS = re.compile(
    r"\b(one|two|three|four|a single|only one|\d) (?:\w+ )?(?:piles?|groups?|"
    r"sublists?)\b",
    re.IGNORECASE,
)


def _groups(key: Key, reply: str) -> Check | None:
    """How many lists are in a list of lists, where that is said: "two piles"."""
    said = _GROUPS.search(reply)
    value = key.value
    if not said or not isinstance(value, list) or not value:
        return None
    if not all(isinstance(item, list) for item in value):
        return None
    count = numbers.numbers_in(said.group(1))
    number = count[0].value if count else 1
    if number != len(value):
        return Check("wrong", f"says {said.group()!r}", *said.span())
    items = values.said_items(reply, [w for w in values.items(value) if w.isalpha()])
    words = [
        i
        for c in items
        if isinstance(c.value, list)
        for i in c.value
        if not re.fullmatch(r"-?[\d.]+", str(i))
    ]
    numeric = any(re.fullmatch(r"-?[\d.]+", w) for w in values.items(value))
    return None if words or numeric else Check("partial", "says how many, not what", *said.span())


def _of_words(said: Sequence[Claim]) -> list[Claim]:
    """Where words are asked for, numbers said beside them are none of the items: "all three"."""
    kept = []
    for claim in said:
        items = claim.value if isinstance(claim.value, list) else []
        words = [item for item in items if not re.fullmatch(r"-?[\d.]+", str(item))]
        kept.append(replace(claim, value=words or items))
    return kept


def _items(
    key: Key, reply: str, found: Claim, said: Sequence[str], wanted: Sequence[str]
) -> Check | None:
    place = (found.start, found.end)
    tail = list(said[-len(wanted) :])
    if list(said) == list(wanted) or (
        tail == list(wanted)
        and len(said) > len(wanted)
        and key.value != []
        and re.search(r"\b(?:so|list|that's|gives|returns)\b", reply[: found.end], re.IGNORECASE)
    ):
        return Check("right", "names the value that the code gives", *place)
    rest = iter(wanted)
    part = len(said) < len(wanted) and all(item in rest for item in said)
    if parts.only_size(reply):
        return Check("partial", "says how much is in it, not what", *place)
    words = not any(re.fullmatch(r"-?[\d.]+|empty", item) for item in said)
    if part and (len(said) > 1 or words or parts.only_begins(reply)):
        return Check("partial", f"names {len(said)} of the {len(wanted)} items", *place)
    if "or" in re.findall(r"\w+", reply.lower()) and len(said) > len(wanted):
        return Check("unclear", "several answers in one", *place)
    if parts.only_begins(reply) and said[0] == wanted[0]:
        return Check("partial", "says only how it begins", *place)
    value: JsonValue = [_as_number(item) for item in said] if said != ["empty"] else []
    return wrong(key, Claim(value, *place))


def _as_number(item: str) -> JsonValue:
    found = re.fullmatch(r"-?\d+", item)
    return int(item) if found else item


_HOLDS_EMPTY = re.compile(
    r"\b(?:list|array|one)\b.*\b(?:with|of|contain\w*|hold\w*|has|inside|in it|around)\b", re.I
)


def _list_of_nothing(key: Key, reply: str) -> Check | None:
    empty = values.empties(reply)
    if not empty:
        return accepted(key, reply)
    if _HOLDS_EMPTY.search(reply) or re.search(r"\[\s*\[\s*\]\s*\]", reply):
        return Check("right", "names the value that the code gives", empty[0].start, empty[-1].end)
    return wrong(key, empty[-1])


def _whole(found: Check | None, reply: str) -> Check | None:
    """The same verdict on all of ``reply``, whose places are not those it was found at."""
    return replace(found, start=0, end=len(reply)) if found else None
