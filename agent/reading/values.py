"""Texts and nothing, as they are said aloud; lists in :mod:`.items`. Pure.

A text may be spelled ("a, a, b"), named ("an empty string") or described ("two a's").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from agent.reading.claims import Claim
from agent.reading.clauses import clauses, corrected
from agent.reading.numbers import denied
from agent.reading.words import SYMBOLS
from tools.spoken_numbers import numbers_in

_EMPTY = re.compile(
    r"\bempty\b(?: (?:string|text|list|array|one|row|lists?|dictionary|dict))?|\[\s*\]|\"\"|''|"
    r"\b(?:with nothing|nothing in them|nothing (?:in (?:it|there|between|inside)|inside|"
    r"at all))\b|"
    r"\bno (?:elements|items|entries|"
    r"characters|letters)\b|\bzero (?:elements|items|entries|characters|letters)\b|\bblank\b",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"\b(?:none(?! of (?:them|the|those|it|these)\b)(?! would be (?:for|if|when)\b)|null|nil|"
    r"(?:doesn't|does not|won't) return (?:anything|a value|any value)|"
    r"returns? no value)\b",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"\bnothing\b(?! (?:special|fancy|wrong|bad|new|much|strange|unusual|interesting)\b)",
    re.IGNORECASE,
)
_SKIPPED = frozenset({
    "um", "uh", "uhm", "er", "hmm", "well", "so", "ok", "okay", "i", "think", "guess", "say",
    "i'd", "it's", "that's", "it", "is", "be", "would", "will", "just", "only", "maybe",
    "probably", "the", "an", "and", "then", "of", "with", "to", "get", "you", "we", "returns",
    "return", "gives", "give", "back", "string", "text", "list", "array", "letters", "letter",
    "characters", "character", "followed", "by", "comma", "first", "second", "after", "that",
    "in", "there's", "there", "are", "has", "holds", "contains", "inside", "plus", "again",
    "also", "which", "makes", "stays", "says", "like", "called", "prints", "result", "answer",
    "value", "single", "now", "whole", "thing", "word", "on",
})  # fmt: skip
_UNIT_NOUN = re.compile(
    r"\s*(?:(?:different|distinct|equal|identical|separate|other|single) )?"
    r"(?:things?|lists?|pairs?|positions|indices|indexes|numbers|values|places|words|"
    r"rows?|arrays?|elements?|items?|entries|times|letters?|characters?|"
    r"open(?:ing)? |clos(?:e|ed|ing) |strings?|inner|outer|round|square|curly|"
    r"bracket(?!s? clos)|paren)",
    re.IGNORECASE,
)


def empties(reply: str) -> list[Claim]:
    """Where something empty is named."""
    return [
        Claim([], m.start(), m.end())
        for m in _EMPTY.finditer(reply)
        if not denied(reply, m.start())
    ]


def nones(reply: str) -> list[Claim]:
    """Where None is named, also as "nothing" where nothing else is."""
    found = [m for m in _NONE.finditer(reply) if not denied(reply, m.start())]
    if not found and not _EMPTY.search(reply):
        found = [
            m
            for m in _NOTHING.finditer(reply)
            if not re.match(r" (?:else|is|gets|in|to)\b", reply[m.end() :])
        ]
    return [Claim(None, m.start(), m.end()) for m in found]


# ------------------------------------------------------------------ texts


def texts(reply: str, *, articles: bool = True, letters: bool = False) -> list[Claim]:
    """What is spelled, quoted or named as a text, after the last correction that gives one.

    ``articles``: "a" may be one ("then a five"); ``letters``: numbers are no part of a text.
    """
    for start in reversed([0, *corrected(reply)]):
        found = list(_texts(reply, start, articles, letters))
        if found:
            return found
    return []


_SPELT = re.compile(r"(?:(?<=\b[a-z]), [a-z])? as in \w+", re.IGNORECASE)  # "e, e as in echo"
_QUOTED = re.compile(r"[\"“]([^\"”]*)[\"”]|(?<!\w)'([^']*)'(?!\w)")


def _texts(reply: str, at: int, articles: bool, letters: bool) -> Iterator[Claim]:
    text = without(_SPELT.sub(blank, reply), at, ("reason", "echo"))
    quoted = [
        Claim(m.group(1) or m.group(2) or "", m.start(), m.end())
        for m in _QUOTED.finditer(text, at)
    ]
    empty = [Claim("", c.start, c.end) for c in empties(text) if c.start >= at]
    yield from quoted or empty or _spelled(text, at, articles, letters)


def without(reply: str, at: int, roles: tuple[str, ...]) -> str:
    """``reply`` with the clauses of these roles from ``at`` on made blank; places stay."""
    text = reply
    for part in clauses(reply, at=at):
        if part.role in roles:
            gap = " " * (part.end - part.start - 1)
            text = text[: part.start] + ";" + gap + text[part.end :]
    return text


_REPEAT = re.compile(
    r"\b(two|three|four|five|six|double|triple|2|3|4|5)\s+(?!(?:is|as|us)\b)([a-z])(?:'?s)?\b",
    re.IGNORECASE,
)
_COUNTS = {"double": 2, "triple": 3}


def _spelled(text: str, at: int, articles: bool, letters: bool) -> Iterator[Claim]:
    """Runs of letters, digits and symbols, one after the other."""
    run, start, end = "", 0, 0
    for piece, left, right in pieces(text, at, articles):
        if piece and letters and not piece.isalpha():
            piece = None
        if piece is None:
            if run:
                yield Claim(run, start, end)
            run = ""
        elif piece:
            start = start if run else left
            run, end = run + piece, right
    if run:
        yield Claim(run, start, end)


# "The first two", "both of the other three": how many, and none of them.
_WHICH = re.compile(r"\b(?:first|last|other|next|remaining)\s+$", re.IGNORECASE)
_THE_ONE = re.compile(r"one (?:with|containing|holding|having|who)\b", re.IGNORECASE)


def _is_the_one(text: str, left: int) -> bool:
    """ "The one with just two": a thing, and not the number."""
    return text[:left].lower().endswith("the ") and _THE_ONE.match(text, left) is not None


_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|[^\w\s,.;:!?\"“”]", re.IGNORECASE)


def pieces(text: str, at: int, articles: bool = True) -> Iterator[tuple[str | None, int, int]]:
    """Each spelled piece with its place; "" for a word that separates nothing, None for one that
    ends the run."""
    numbers = {n.start: n for n in numbers_in(text) if n.start >= at and n.kind == "cardinal"}
    symbols = _symbols(text, at)
    where = at
    while match := _WORD.search(text, where):
        left, right = match.span()
        word = match.group()
        repeat = _REPEAT.match(text, left)
        below_zero = left in numbers and numbers[left].value < 0
        if left in symbols and not below_zero:
            piece, right = symbols[left]
            yield piece, left, right
        elif repeat and (repeat.group().endswith("s") or repeat.group(1).lower() in _COUNTS):
            said = repeat.group(1).lower()
            count = _COUNTS.get(said) or int(numbers_in(said)[0].value)
            right = repeat.end()
            yield repeat.group(2) * count, left, right
        elif left in numbers and (_WHICH.search(text[:left]) or _is_the_one(text, left)):
            right = numbers[left].end
            yield "", left, right
        elif left in numbers and not _UNIT_NOUN.match(text, numbers[left].end):
            right = numbers[left].end
            yield f"{numbers[left].value:g}", left, right
        elif (
            len(word) == 1 and word.isalnum() and not (articles and _is_article(text, left, right))
        ) or (len(word) == 1 and not word.isalnum()):
            yield word, left, right
        elif word.lower() in ("only", "just", "meaning"):
            yield None, left, right  # "the word a, only the letter a"
        elif word.lower() in _SKIPPED or left in numbers or len(word) == 1:
            yield "", left, right
        elif word.isupper() and len(word) > 1:
            yield word, left, right
        else:
            yield None, left, right
        where = right


def _is_article(text: str, left: int, right: int) -> bool:
    """ "A list", "a single"; not "a b", "an a", "a, then b" or "just a." """
    if re.match(r"\s+(?:is|holds|equals|becomes|would|has|contains|was)\b", text[right:]):
        return True  # "x is b": the name of a variable
    if text[left] not in "aAI":
        return False
    beside = re.search(r"(?<!\w)[A-Z]\s+$", text[:left]) or re.match(
        r"\s+[A-Z](?!\w)", text[right:]
    )
    if text[left] == "I" and beside:
        return False  # "I I would come out as zero"
    after = re.match(r"\s+([a-z]{2,})", text[right:], re.IGNORECASE)
    return after is not None and after.group(1).lower() not in (
        "and", "then", "once", "followed", "twice", "comma", "plus",
        "because", "since", "after",
    )  # fmt: skip


def _symbols(text: str, at: int) -> dict[int, tuple[str, int]]:
    found: dict[int, tuple[str, int]] = {}
    for symbol, names in SYMBOLS.items():
        if not symbol.strip():
            continue
        for name in sorted(names, key=len, reverse=True):
            for m in re.finditer(rf"\b{re.escape(name)}s?\b", text[at:], re.IGNORECASE):
                place = at + m.start()
                if place not in found or found[place][1] < at + m.end():
                    found[place] = (symbol, at + m.end())
    return found


def blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


_MANY = {
    f"{word}{ending}": n
    for n, (word, ending) in enumerate(
        (("zero", "s"), ("one", "s"), ("two", "s"), ("three", "s"), ("four", "s"), ("five", "s"),
         ("six", "es"), ("seven", "s"), ("eight", "s"), ("nine", "s"))
    )
}  # fmt: skip
_SEVERAL = re.compile(rf"\b(two|three|four|five|six|[2-6]) ({'|'.join(_MANY)})\b", re.IGNORECASE)
_AGAIN = re.compile(
    r"\b(zero|one|two|three|four|five|six|seven|eight|nine|\d+|[b-hj-z]),? (twice|two times|"
    r"thrice|(?:three|four|five|six|[2-6]) times)\b",
    re.IGNORECASE,
)


def repeated(text: str) -> str:
    """ "Two threes" and "three twice" as three, three."""

    def several(match: re.Match[str]) -> str:
        return ", ".join([str(_MANY[match.group(2).lower()])] * int(_count(match.group(1))))

    def again(match: re.Match[str]) -> str:
        often = match.group(2).lower().split()[0]
        times = {"twice": 2, "thrice": 3}.get(often) or int(_count(often))
        return ", ".join([match.group(1)] * times)

    return _AGAIN.sub(again, _SEVERAL.sub(several, text))


def _count(word: str) -> int | float:
    return numbers_in(word)[0].value
