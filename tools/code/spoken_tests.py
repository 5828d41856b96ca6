"""Read several inputs out of one reply: "the empty list, then one two three, and five five".

People do not say where one input ends and the next begins.  So the reply is cut where it could be
("then", a comma, "and", ...), and of all ways to read the pieces the most natural one is taken:
few inputs, none across a "then", and each said in one style.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pydantic import JsonValue

from tools.code.probe import Key
from tools.code.spoken_input import CORRECTED, Spotted, pieces, shape_of, values_in
from tools.code.spoken_value import EMPTY, literals
from tools.code.spoken_words import FILLER
from tools.spoken_numbers import numbers_in

MOST_CUTS = 40

_STRONG = re.compile(
    r"(?:\b(?:test|case|number|input)\s+(?:number\s+)?(?:one|two|three|four|[1-4])\s*"
    r"(?:[:,]|\bis\b|\bwould be\b))"
    r"|\b(?:and then|then|next|also|as well as|after that|afterwards|finally|lastly|followed by|"
    r"or|first(?:ly)?(?!\s+(?:item|element|number|letter))|second(?:ly)?|third(?:ly)?|fourth)\b"
    r"|[;\n:]|\.(?!\d)",
    re.IGNORECASE,
)
_WEAK = re.compile(r",\s*and\b|,|\band\b|\bplus\b", re.IGNORECASE)
_HEAD = re.compile(
    r"\b(?:an?|the|another|one)\s+(?:\w+\s+){0,2}?(?:list|array|string|text|word|number)\b"
    r"|\bsomething\b|\banother\b",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"\bone(?=\s+(?:with|without|like|where|for|that|which|in which|of)\s+(\w+))", re.IGNORECASE
)
_EDGE = " ,.;:!?"
_ACROSS = 2.0  # to read one input across a "then"
_MIXED = 2.0  # to read one list from "one two three, and five five"
_A_TEXT = re.compile(r"\b(?:empty|the (?:letter|word|string|text) \w+)\b", re.IGNORECASE)
_SKIPPED = 2.0  # to leave a text unread together with the next: any word may be a text
_UNREAD = 5.0  # to leave values unread


def several_in(reply: str, key: Key, source: str, entry: str) -> list[Spotted]:
    """The inputs that ``reply`` gives, each as (arguments, start, end) in the reply.

    What follows a self-correction takes the place of the last input before it.
    """
    example, names = shape_of(key, source, entry)
    found: list[Spotted] = []
    at = 0
    ends = [*((m.start(), m.end()) for m in CORRECTED.finditer(reply)), (len(reply), len(reply))]
    for end, after in ends:
        new = _cheapest(reply, at, end, example, names)
        found = [*(found[:-1] if at and new else found), *new]
        at = after
    return found


@dataclass(frozen=True)
class _Cut:
    start: int
    end: int
    strong: bool


def _cuts(reply: str, start: int, end: int) -> list[_Cut]:
    """Where one input may end and the next begin: not within brackets or quotes."""
    inside = literals(reply[start:end])
    strong = [_Cut(m.start(), m.end(), True) for m in _STRONG.finditer(reply, start, end)]
    weak = [
        _Cut(m.start(), m.end(), False)
        for m in _WEAK.finditer(reply, start, end)
        if not any(c.start < m.end() and m.start() < c.end for c in strong)
    ]
    both = strong if len(strong) + len(weak) > MOST_CUTS else [*strong, *weak]
    free = [
        c for c in both if not any(a < c.end - start and c.start - start < b for a, b in inside)
    ]
    return sorted(free, key=lambda c: c.start)[:MOST_CUTS]


def _cheapest(
    reply: str, start: int, end: int, example: Sequence[JsonValue], names: Sequence[str]
) -> list[Spotted]:
    """The reading of ``reply[start:end]`` that costs least, by the cuts that it is made at."""
    cuts = [_Cut(start, start, True), *_cuts(reply, start, end), _Cut(end, end, True)]
    texts = all(isinstance(like, str) for like in example) and bool(
        _names(reply[start:end], names) or _A_TEXT.search(reply, start, end)
    )
    best: list[tuple[float, list[Spotted]]] = [(0.0, [])]
    for j in range(1, len(cuts)):
        ways = []
        for i in range(j):
            left, right = cuts[i].end, cuts[j].start
            across = sum(cut.strong for cut in cuts[i + 1 : j])
            text = reply[left : max(left, right)]
            cost, args = _piece(text, example, names)
            cost += _ACROSS * across if args is not None else _SKIPPED * (j - i - 1) * texts
            left += len(text) - len(text.lstrip(_EDGE))
            right -= len(text) - len(text.rstrip(_EDGE))
            read = [(args, left, right)] if args is not None else []
            ways.append((best[i][0] + cost, [*best[i][1], *read]))
        best.append(min(ways, key=lambda way: way[0]))
    return best[-1][1]


def _piece(
    text: str, example: Sequence[JsonValue], names: Sequence[str]
) -> tuple[float, tuple[JsonValue, ...] | None]:
    """What it costs to read ``text`` as one input, and the input; None if it is none."""
    text = _ONE.sub(lambda match: _thing(match, names), text)
    parts = pieces(text, example, names)
    args = values_in(parts, example)
    fits = zip(parts, example, strict=True) if args is not None else ()
    if args is None or not _is_one(text, example, names) or not all(_plain(*f) for f in fits):
        return (_UNREAD if _has_values(text) else 0.1), None
    return 1.0 + sum(_style(*part) for part in zip(parts, example, strict=True)), args


def _thing(match: re.Match[str], names: Sequence[str]) -> str:
    """ "One with repeats" is a thing, "one with three" a number and another."""
    said = numbers_in(match.string[: match.start()])
    follows = bool(said) and not match.string[said[-1].end : match.start()].strip()
    named = re.match(rf"\s+\w+ (?:the )?(?:{'|'.join(names)})\b", match.string[match.end() :])
    return match.group() if follows or named or numbers_in(match.group(1)) else "   "


def _is_one(text: str, example: Sequence[JsonValue], names: Sequence[str]) -> bool:
    """Each name once, and no more lists, words or numbers announced than there are arguments."""
    return all(count <= 1 for count in _names(text, names).values()) and len(
        _HEAD.findall(text)
    ) <= len(example)


def _names(text: str, names: Sequence[str]) -> Counter[str]:
    """How often each parameter is named."""
    said = (re.findall(rf"\b({re.escape(name)})\b", text, re.IGNORECASE) for name in names)
    return Counter(name.lower() for found in said for name in found)


def _plain(part: str, like: JsonValue) -> bool:
    """Whether all that ``part`` says went into its one value."""
    if literals(part):
        return len(literals(part)) == 1 and not numbers_in(_without(part))
    if EMPTY.search(part):
        left = EMPTY.sub(" ", part)
        words = [w for w in re.findall(r"[\w']+", left) if w.lower() not in FILLER]
        return not _numbers(part) and not (isinstance(like, str) and words)
    return True


def _without(part: str) -> str:
    for start, end in reversed(literals(part)):
        part = part[:start] + " " + part[end:]
    return part


def _has_values(text: str) -> bool:
    return bool(literals(text) or EMPTY.search(text) or _numbers(text))


def _numbers(text: str) -> list[tuple[int, int]]:
    return [(n.start, n.end) for n in numbers_in(text) if n.kind == "cardinal"]


def _style(part: str, like: JsonValue) -> float:
    """How ill the numbers of ``part`` go together as one list, or its words as one text."""
    if literals(part):
        return 0.0
    if isinstance(like, str):
        spelt = all(len(word) == 1 for word in re.findall(r"\w+", part) if word != "and")
        return _MIXED if _WEAK.search(part) and not spelt else 0.0
    gaps = list(_gaps(part))
    cost = sum(_MIXED for gap in gaps[:-1] if "and" in gap)
    if any(not gap for gap in gaps):
        cost += sum(_MIXED for gap in gaps if "," in gap and "and" not in gap)
    return cost + sum(_MIXED for gap in gaps if re.sub(r"\band\b|,", "", gap).strip())


def _gaps(part: str) -> Iterator[str]:
    """What is said between each number and the next."""
    places = _numbers(part)
    for (_, end), (start, _) in pairwise(places):
        yield part[end:start].strip().lower()
