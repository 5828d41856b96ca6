"""Pieces of the source: what is in them, and which of them holds another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tools.code.parse import Span


def one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text[:400]).strip()[:120]


def bare(text: str) -> str:
    """``(x > 0)`` without what its language puts around every condition."""
    if not (text.startswith("(") and text.endswith(")")):
        return text
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0 and place < len(text) - 1:
            return text
    return text[1:-1].strip()


def inside(body: Span) -> tuple[int, int]:
    """First and last line of what is in ``body``, without its braces and leading comments."""
    source = body.source
    if source[body.start : body.start + 1] != b"{":
        return body.line, body.end_line
    head = source[body.start + 1 : min(body.end, body.start + 2_000)]
    skipped = re.match(rb"\s*(?:(?://[^\n]*|/\*.*?\*/)\s*)*", head, re.DOTALL)
    first = body.line + (skipped.group().count(b"\n") if skipped else 0)
    tail = source[max(body.start + 1, body.end - 500) : body.end]
    last = body.end_line
    if tail.endswith(b"}"):
        rest = tail[:-1]
        last -= rest[len(rest.rstrip()) :].count(b"\n")
    return min(first, last), last


def innermost(bodies: Sequence[Span], span: Span) -> Span | None:
    """The smallest of ``bodies`` that holds ``span``."""
    holding = [body for body in bodies if body.holds(span)]
    return min(holding, key=lambda body: body.end - body.start, default=None)
