"""Line numbers that a reply claims. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from agent.reading.claims import Asked, Claim
from agent.reading.clauses import clauses, corrected
from agent.reading.homophones import HOMOPHONES
from agent.reading.numbers import denied, number_claims
from tools.spoken_numbers import Spotted, numbers_in

_LINE_AS_HEARD = re.compile(
    r"\bline (won|too|to|tree|free|fore|for|sex|ate)(?=\W*(?:$|[,.;]))", re.IGNORECASE
)


def _line_as_meant(match: re.Match[str]) -> str:
    """ "Line ate" as line 8, as long as before: places stay."""
    return match.group()[:5] + str(HOMOPHONES[match.group(1).lower()]).ljust(len(match.group(1)))


_UNITS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_DIGITS = re.compile(
    rf"\b(line (?:number )?)({'|'.join(_UNITS)}) (zero|oh|{'|'.join(_UNITS)})(?=\W*(?:$|[,.;]))",
    re.IGNORECASE,
)


def _digits_as_meant(match: re.Match[str]) -> str:
    """ "Line one six" as line 16, as long as before."""
    last = match.group(3).lower()
    number = f"{_UNITS.index(match.group(2).lower()) + 1}"
    number += "0" if last in ("zero", "oh") else str(_UNITS.index(last) + 1)
    return match.group(1) + number.ljust(len(match.group()) - len(match.group(1)))


_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth",
)  # fmt: skip
# "The second line of the loop" is counted from somewhere else.
_ORDINAL_LINE = re.compile(
    rf"\b({'|'.join(_ORDINALS)}) line\b(?! (?:of|in|inside|within|after|below|behind|there)\b)",
    re.IGNORECASE,
)


def _ordinal_as_meant(match: re.Match[str]) -> str:
    """ "Sixth line" as line 6, as long as before."""
    number = _ORDINALS.index(match.group(1).lower()) + 1
    return f"line {number}".ljust(len(match.group()))


def line_claims(reply: str, asked: Asked = Asked()) -> list[Claim]:
    """Line numbers claimed; a bare number is one if no "line" is said at all."""
    reply = _LINE_AS_HEARD.sub(_line_as_meant, reply)
    reply = _DIGITS.sub(_digits_as_meant, reply)
    reply = _ORDINAL_LINE.sub(_ordinal_as_meant, reply)
    starts = [0, *corrected(reply)]
    for start in reversed(starts):
        found = [
            n
            for n in numbers_in(reply)
            if n.start >= start and n.kind == "cardinal" and not denied(reply, n.start)
        ]
        beside = [n for n in found if _is_beside(reply, n)]
        if beside and len(beside) == len(found):
            return []
        found = [n for n in found if n not in beside]
        named = [n for n in found if re.search(r"\blines?\s+(?:number )?$", reply[: n.start], re.I)]
        later = [
            c
            for c in number_claims(reply[start:], asked)
            if c.weight == "conclusion" and named and start + c.start > named[-1].end
        ]
        if later and isinstance(later[-1].value, int):
            last = later[-1]
            return [replace(last, start=last.start + start, end=last.end + start)]
        if named:
            beside = [n for n in found if any(_or_another(reply, m, n) for m in named)]
            return [_line(reply, n) for n in (*named, *beside)]
        bare = [
            c
            for c in number_claims(reply[start:], asked)
            if isinstance(c.value, int)
            and c.value > 0
            and reply[start + c.start : start + c.end].lower() not in HOMOPHONES
            and (c.weight != "in passing" or _ON.search(reply[: start + c.start]))
        ]
        left = [c for c in bare if _left_at(reply, start + c.start)]
        if left and all(c.value == left[0].value for c in left):
            bare = left
        if bare:
            return [replace(c, start=c.start + start, end=c.end + start) for c in bare]
    return []


# "Right after line six", "it skips line six", "line six is not reached".
_BESIDE = re.compile(
    r"\b(?:before|after|above|below|over|past|around|under|behind|beyond|near|skips?|skipping|"
    r"passes|"
    r"until|till|close to|next to|following|preceding)\s+lines? (?:number )?$",
    re.IGNORECASE,
)
_NOT_RUN = re.compile(
    r" (?:is|gets|was)?(?: ?(?:not|never)|n't) (?:\w+ )?(?:reached|runs?|executed|hit|taken)\b|"
    r" (?:is|gets) skipped\b| (?:only )?if (?:it|there|we|you|the)\b[^,.;]*$",
    re.IGNORECASE,
)


def _is_beside(reply: str, number: Spotted) -> bool:
    return bool(_BESIDE.search(reply[: number.start]) or _NOT_RUN.match(reply, number.end))


def only_beside(reply: str) -> bool:
    """Whether a line is named only to say where another one is, or that it does not run."""
    said = [n for n in numbers_in(reply) if re.search(r"\blines? $", reply[: n.start], re.I)]
    return bool(said) and all(_is_beside(reply, n) for n in said)


def _or_another(reply: str, named: Spotted, number: Spotted) -> bool:
    """ "Line eleven or twelve": the second number is a line as well."""
    between = reply[named.end : number.start]
    return bool(re.fullmatch(r"[\s,]*(?:or|and)\s+(?:maybe\s+|perhaps\s+)?", between, re.I))


def _left_at(reply: str, start: int) -> bool:
    """ "We don't stop at eight, we come out at thirteen": where the function is left."""
    left = _LEFT.search(reply[:start])
    return left is not None and not re.search(
        r"\b(?:not|never)\b|n't\b", re.split(r"[,.;]", reply[: left.end()])[-1], re.IGNORECASE
    )


_LEFT = re.compile(
    r"\b(?:(?:come|comes|go|goes|get|gets|jump|jumps) out|leaves?|exits?|returns?|end(?:s)? up|"
    r"stops?|finish(?:es)?) (?:at|on|from|with)\s+$",
    re.IGNORECASE,
)
_ON = re.compile(r"\b(?:on|at|number)\s+$", re.IGNORECASE)


def _line(reply: str, number: Spotted) -> Claim:
    said = _concluding(reply, number.start)
    return Claim(number.value, number.start, number.end, "conclusion" if said else "said")


def _concluding(reply: str, start: int) -> bool:
    part = next((p for p in clauses(reply) if p.holds(start)), None)
    return part is not None and part.role == "conclusion"
