"""Whether a reply itself says that it gives a part of a text or a list, or only its size. Pure."""

from __future__ import annotations

import re

from agent.reading.clauses import clauses

_BEGINS = re.compile(
    r"\b(?:begins?|starts?|(?:ends|finishes|stops) (?:with|on|in|at)|to begin with|comes first|"
    r"(?:is|be|comes|"
    r"as) the (?:last|first)\b|a member of|in there|at the (?:front|start|beginning|end)|"
    r"(?:first|second|third|last|other|next|final) (?:one|entry|element|number|item|index|value|"
    r"two|day|position|of (?:them|the))(?: \w+){0,4} (?:is|has|must|should|would|will|stays)|"
    r"(?:first|second|third|last)(?: one)? and (?:the )?(?:second|third|fourth|last)|"
    r"something|whatever|somewhere|and (?:so on|more|"
    r"something)|some (?:number|letter)|"
    r"from \w+ on(?:wards)?|the (?:left|right|lower|upper) (?:border|end|bound|edge|side)|"
    r"etcetera|the rest|contains?|has|don't know the|not sure (?:about|of)|at least|"
    r"and then some)\b",
    re.IGNORECASE,
)
_SIZE = re.compile(
    r"^\W*(?:(?:um|uh|well|so|it's|it is|it'd be|just|only|i think|there's)\W+)*(?:a |an )?"
    r"(?:single|one|two|three|four|five|\d+) (?:letters?|characters?)"
    r"(?: (?:string|text|word|one)s?)?(?=\W*$|,)|"
    r"\bstring of (?:one|two|three|four|five|\d) (?:letters?|characters?)\b|"
    r"\b(?:list|array|row|pair|one row|string)s? (?:with|of|instead of|that has|"
    r"containing)\b[^,.;]*\b(?<!empty )(?:positions?|elements?|items?|numbers?|entries|values|"
    r"letters?|characters?|rows?|things|strings?|words?|texts?|length (?:of )?\w+|size \w+)\b|"
    r"\b\w+ (?:elements?|items?|numbers?|letters?|characters?|entries) long\b|\bof (?:length|"
    r"size) \w+|\b(?:just|only|exactly) (?:one|two|three|four|five|\d) (?!zero|one|two|three|four|"
    r"five|six|seven|eight|nine|ten|\d)[a-z]{2,} (?:in (?:it|there)|inside)\b|"
    r"\b(?:one|two|three|four|five|\d) (?:rows?|lists?) instead "
    r"of\b",
    re.IGNORECASE,
)


def _answer(reply: str) -> str:
    """``reply`` without its reasons: "the letter a, since that's what they share at the front"."""
    for part in clauses(reply):
        if part.role == "reason":
            reply = reply[: part.start] + " " * (part.end - part.start) + reply[part.end :]
    return reply


def only_begins(reply: str) -> bool:
    """Whether the reply itself says that it gives only a part."""
    return _BEGINS.search(_answer(reply)) is not None


def only_size(reply: str) -> bool:
    """Whether the reply gives how much is in it rather than what."""
    return _SIZE.search(_answer(reply)) is not None
