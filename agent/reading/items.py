"""Lists as they are said aloud: their items in order, each empty inner list by name. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pydantic import JsonValue

from agent.reading.claims import Claim
from agent.reading.clauses import clauses, corrected
from agent.reading.values import blank, empties, pieces


def items(value: JsonValue) -> list[str]:
    """A list as it is said: its items in order, inner empty lists as ``empty``."""
    if isinstance(value, list):
        if not value:
            return ["empty"]
        return [part for item in value for part in items(item)]
    if isinstance(value, bool):
        return ["true" if value else "false"]
    if value is None:
        return ["none"]
    return [f"{value:g}" if isinstance(value, int | float) else str(value).lower()]


def said_items(reply: str, words: Sequence[str] = ()) -> list[Claim]:
    """Items said in order, one claim for each run; ``words`` are items that may be said as they
    are. A claim's value is the list of what :func:`items` gives."""
    for start in reversed([0, *corrected(reply)]):
        found = list(_runs_of_items(reply, start, {w.lower() for w in words}))
        if found:
            return found
    return []


def _runs_of_items(reply: str, at: int, words: set[str]) -> Iterator[Claim]:
    run: list[JsonValue] = []
    first = last = 0
    for part in clauses(_APPOSED.sub(blank, reply), at=at, commas=False):
        if part.role in ("reason", "echo"):
            continue
        text = _APPOSED.sub(blank, reply)[: part.end]
        empty = {c.start: c.end for c in empties(text) if c.start >= part.start}
        pos = part.start
        for piece, left, right in pieces(text, part.start):
            if left < pos:
                continue
            word = text[left:right].lower()
            hit = next((e for s, e in empty.items() if s <= left < e), 0)
            if hit:
                piece, right = "empty", hit
            elif word in ("true", "false", "none") or (
                word in words and not piece and (piece is None or _stands_alone(text, right))
            ):
                piece = word
            if piece and not re.search(r"\w", piece.lstrip("-")) and piece not in words:
                piece = ""
            if piece:
                first = first if run else left
                run.append(piece.lower())
                last = right
            pos = right
    if run:
        yield Claim(run, first, last)


def _stands_alone(text: str, right: int) -> bool:
    """Whether a small word is an item by itself: "an and then anna"."""
    return re.match(r"\s*(?:$|[,.;]|and\b|then\b)", text[right:], re.IGNORECASE) is not None


def without_apposed(reply: str) -> str:
    """``reply`` without what explains the list: "zero and three, the first and the last"."""
    return _APPOSED.sub(blank, reply)


# "zero and one, the first two": what stands behind explains the list and is none of its items.
_APPOSED = re.compile(
    r"\s+(?:and not|not|instead of|rather than)\b[^.;!?]*|"
    r",\s*(?:the|both|which|those|these|not|in that order|one (?:for|per))\b[^.;!?]*",
    re.IGNORECASE,
)
