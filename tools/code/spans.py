"""Pieces of the source: what is in them, and which of them holds another."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Text:
    """A source as bytes, and where its lines end."""

    def __init__(self, source: bytes) -> None:
        self.source = source
        self._ends = [found.start() for found in re.finditer(rb"\n", source)]

    def line(self, place: int) -> int:
        """The number of the line, from 1, that the byte at ``place`` stands in."""
        return bisect_left(self._ends, place) + 1


class Span(NamedTuple):
    """A piece of the source: ``start`` and ``end`` in bytes. ``kind`` is the grammar's name for it.

    A tuple, since thousands are made of every file.
    """

    start: int
    end: int
    kind: str
    whole: Text

    @property
    def source(self) -> bytes:
        return self.whole.source

    @property
    def text(self) -> str:
        return self.whole.source[self.start : self.end].decode("utf-8", "replace")

    @property
    def line(self) -> int:
        """The first line, from 1."""
        return self.whole.line(self.start)

    @property
    def end_line(self) -> int:
        """The last line, included."""
        return self.whole.line(self.end)

    def holds(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


class Nest:
    """Spans that hold one another or lie apart, as those of a syntax tree do."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(set(spans), key=lambda s: (s.start, -s.end))
        self._starts = [span.start for span in self._spans]
        self._around: list[int] = []
        open_: list[int] = []
        for at, span in enumerate(self._spans):
            while open_ and not self._spans[open_[-1]].holds(span):
                open_.pop()
            self._around.append(open_[-1] if open_ else -1)
            open_.append(at)

    def around(self, span: Span) -> Iterable[Span]:
        """Those that hold ``span``, the innermost first."""
        at = bisect_right(self._starts, span.start) - 1
        while at >= 0:
            if self._spans[at].holds(span):
                yield self._spans[at]
            at = self._around[at]

    def any_holds(self, places: Sequence[int]) -> bool:
        """Whether one of them holds one of ``places``, which are sorted."""
        spans = self._spans
        if len(spans) < len(places):
            return any(bisect_left(places, s.start) < bisect_left(places, s.end) for s in spans)
        for place in places:
            at = bisect_right(self._starts, place) - 1
            while at >= 0:
                if place < spans[at].end:
                    return True
                at = self._around[at]
        return False

    def any_in(self, span: Span) -> bool:
        """Whether one lies in ``span``."""
        at = bisect_left(self._starts, span.start)
        while at < len(self._spans) and self._starts[at] < span.end:
            if span.holds(self._spans[at]):
                return True
            at += 1
        return False


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


def within(spans: Sequence[Span], whole: Span) -> Sequence[Span]:
    """Those of ``spans``, in order of their starts, that start in ``whole``."""
    low = bisect_left(spans, whole.start, key=lambda span: span.start)
    return spans[low : bisect_left(spans, whole.end, key=lambda span: span.start)]
