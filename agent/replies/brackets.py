"""Brackets said aloud, where a text of brackets is asked for. Pure.

"Open, close" means the kind that was named last, or the round ones; "a pair of square brackets" is
two of them; in a list, "open bracket close bracket" is the empty one.
"""

from __future__ import annotations

import re

_KIND = r"(round|square|curly)"
_WHAT = r"(?:bracket|brace|paren|parenthes[ie]s|parenthesis)s?"
_BARE = re.compile(
    rf"(?<!stay )(?<!stays )(?<!left )(?<!still )(?<!is )(?<!never )\b(open|close)(?:ing|d)?\b"
    rf"(?!\s+(?:{_KIND}|{_WHAT})\b)",
    re.IGNORECASE,
)
_FULL = re.compile(
    rf"\b(?:open|close)(?:ing|d)?\s+(?:(?:{_KIND}\b(?:\s+{_WHAT}\b)?)|{_WHAT}\b)", re.IGNORECASE
)
_PAIR = re.compile(
    rf"\b(?:an? )?(?:(?:plain|simple|single) )?(?:pair|set) of "
    rf"(?:(?:plain|empty|matching|simple) )?(?:{_KIND} )?{_WHAT}\b",
    re.IGNORECASE,
)
_EMPTY_LIST = re.compile(
    rf"\bopen(?:ing)? (?:square )?{_WHAT},?(?: and)?(?: then)? clos(?:e|ed|ing) (?:square )?"
    rf"{_WHAT}\b|\b(?:just )?(?:an? )?(?:(?:pair of )?(?:square )?{_WHAT}|list|array) with nothing "
    rf"(?:in (?:it|them|there|between|side)|inside|at all|between)\b|"
    rf"\b(?:just )?(?:two |an empty pair of |a pair of )square brackets\b",
    re.IGNORECASE,
)


def in_full(reply: str) -> str:
    """``reply`` with the kind of each bracket said; places are not kept."""
    if not _FULL.search(reply) and not _bare_ones(reply):
        return _PAIR.sub(_as_pair, reply)
    named = re.search(rf"\b{_KIND}\b", reply, re.IGNORECASE)
    kind = named.group(1) if named else "round"
    reply = _PAIR.sub(" ", reply)
    if not _bare_ones(reply):
        return reply
    return _BARE.sub(lambda match: f"{match.group(1)} {kind} bracket", reply)


def _bare_ones(reply: str) -> bool:
    """Whether brackets are said without a noun: at least two, side by side."""
    return (
        re.search(
            r"\b(?:open|close)(?:ing|d)?\b[\s,]*(?:and |then |and then )?(?:another |an? )?"
            r"(?:open|close)(?:ing|d)?\b",
            reply,
            re.IGNORECASE,
        )
        is not None
    )


def _as_pair(match: re.Match[str]) -> str:
    kind = match.group(1) or "round"
    return f"open {kind} bracket close {kind} bracket"


def as_empty_list(reply: str) -> str:
    """``reply`` with "open bracket close bracket" as an empty list."""
    return _EMPTY_LIST.sub("an empty list", reply)
