"""How many lists or words a reply says that there are, where a list is asked for. Pure."""

from __future__ import annotations

import re

from agent.reading import items, numbers, values
from agent.replies.verdict import Check
from tools.code.probe import Key

_SECOND = re.compile(
    r"\bfirst (?:pile|group|list|pair)\b.*\b((?:second|other)(?: (?:pile|group|list|pair|one))?)"
    r" (?:is|has|holds|with|would)\b|\b(?:alone|on its own)\b.*\bthe other (?:one|pile|group)\b|"
    r"\bone (?:has|holds?|contains?|is|gets|with)\b.*\bthe other\b|"
    r"\b(by itself|alone|on its own)\b.*\b\2\b",
    re.IGNORECASE,
)
_GROUPS = re.compile(
    r"\b(one|two|three|four|a single|only one|\d) (?:\w+ )?(?:piles?|groups?|"
    r"sublists?|subsets?|loads?|sets?|combinations?)\b",
    re.IGNORECASE,
)
# "Both names, ...", "it gives all three words": how many there are in a list of words.
_SO_MANY = re.compile(
    r"\b(?:it's|it'd be|it(?: \w+)? (?:be|is|gives|returns)|get|has|that's|^)\s*"
    r"(both|two|three|four|all three|all four)(?: of (?:the|them))?(?: (?:names|words|strings|"
    r"texts|entries|items))?(?=\W*(?:$|[,.:;]))",
    re.IGNORECASE,
)


def another_number(reply: str, words: int) -> re.Match[str] | None:
    """Where another number of words is said than ``words``."""
    many = _SO_MANY.search(reply)
    if many is None:
        return None
    said = numbers.numbers_in(many.group(1))
    number = said[0].value if said else 2  # "both"
    return many if number != words else None


def groups(key: Key, reply: str) -> Check | None:
    """How many lists are in a list of lists, where that is said: "two piles"."""
    value = key.value
    if not isinstance(value, list) or not value:
        return None
    if not all(isinstance(item, list) for item in value):
        return None
    second = _SECOND.search(reply)
    if second and len(value) == 1:
        return Check("wrong", "gives a second list", *second.span())
    said = _GROUPS.search(reply)
    if not said:
        return None
    count = numbers.numbers_in(said.group(1))
    number = count[0].value if count else 1
    if number != len(value):
        return Check("wrong", f"says {said.group()!r}", *said.span())
    named_items = items.said_items(reply, [w for w in items.items(value) if w.isalpha()])
    words = [
        i
        for c in named_items
        if isinstance(c.value, list)
        for i in c.value
        if not re.fullmatch(r"-?[\d.]+", str(i))
    ]
    numeric = any(re.fullmatch(r"-?[\d.]+", w) for w in items.items(value))
    named = [n for n in numbers.numbers_in(reply) if n.start not in range(*said.span())]
    given = words or named or values.empties(reply) if numeric else words
    return None if given else Check("partial", "says how many, not what", *said.span())
