"""What a reply names to say that it is no such input: "not three", "with two it runs". Pure."""

from __future__ import annotations

import re

from tools.code.probe import Key

_NUMBER = r"(?:minus )?(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|\d+)\b"
_DENIED = re.compile(
    r"\b(?:not|isn't|aren't|except(?: for)?|anything but|all but|but not)\s+"
    r"(?:(?:the|a|an|list|just|only|equal to|when|if|for|with|it's) )*"
    rf"(?:{_NUMBER}|empty\b)[^,.;]*?(?=\bbut\b|[,.;]|$)",
    re.IGNORECASE,
)
_BOUND = re.compile(
    rf"\b(?:at least|at most|up to|no more than|no less than) {_NUMBER}|"
    rf"\b{_NUMBER} (?:or|and) (?:more|less|fewer|bigger|higher|smaller|above|below|greater|larger|"
    r"up(?:wards)?|over|under)\b|"
    rf"\b{_NUMBER} (?:short|off|left|away|too many|too few|apart)\b|"
    rf"\b(?:reaches|gets (?:up )?to|hits|counts (?:up )?to|lines?(?: number)?) {_NUMBER}",
    re.IGNORECASE,
)
_FAILS = re.compile(
    r"\b(?:doesn't|does not|don't|wouldn't|would not|won't) (?:work|do(?: it)?(?=\W*$)|show)\b|"
    r"\b(?:is|are|be) too (?:small|big|large|short|long|few|little|many|low|high)\b|"
    r"\bnothing changes\b|\bmakes no difference\b|\bsame as before\b|"
    r"\b(?:isn't|is not|not) (?:big|long|small|short) enough\b",
    re.IGNORECASE,
)
_RUNS = re.compile(
    r"\b(?:it|that|line \w+) (?:does|will|would|still) (?:still )?(?:run|runs|get|gets|execute)\b",
    re.IGNORECASE,
)
_NEVER_RUNS = re.compile(
    r"\b(?:it|that|line \w+) (?:never|doesn't|does not|won't|wouldn't)(?: ever)? "
    r"(?:runs?|gets?|execute)\b",
    re.IGNORECASE,
)
_PIECE = re.compile(r"[^,.;!?]+")


def without_rejected(reply: str, key: Key) -> str:
    """``reply`` with such inputs made blank; places stay."""
    reply = _BOUND.sub(_blank, _DENIED.sub(_blank, reply))
    other = (_NEVER_RUNS if key.reached else _RUNS) if key.kind == "reach" else None

    def said(match: re.Match[str]) -> str:
        piece = match.group()
        rejected = _FAILS.search(piece) or (other is not None and other.search(piece))
        return " " * len(piece) if rejected else piece

    return _PIECE.sub(said, reply)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())
