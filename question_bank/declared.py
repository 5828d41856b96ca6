"""Read a declared class such as ``O((n + rules) log n)`` as a function of one size. Pure.

Every variable stands for the same size n, constant factors are left out, and words that are no
operator make one variable: "length of the result".  A class problem declares the cost of a call;
``O(log n) an add, O(1) a middle`` is the dearest of its calls, n times.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable

Growing = Callable[[float], float]
_TOKEN = re.compile(r"\d+(?:\.\d+)?|[A-Za-z]+|[()+*^!]")


def read_class(text: str, *, calls: bool = False) -> Growing | None:
    """The function that ``text`` declares, of the whole work; None if it cannot be read.

    ``calls``: the text is about one call of a class, and n calls are made.
    """
    pieces = [_read(piece) for piece in _inside(text)]
    if not pieces or any(piece is None for piece in pieces):
        return None
    known = [piece for piece in pieces if piece is not None]
    if calls:
        return lambda n: n * max(piece(n) for piece in known)
    return lambda n: max(piece(n) for piece in known)


def _inside(text: str) -> list[str]:
    """What stands between the brackets of each ``O(...)``."""
    found = []
    for start in re.finditer(r"\bO\(", text):
        depth, end = 1, start.end()
        while depth and end < len(text):
            depth += {"(": 1, ")": -1}.get(text[end], 0)
            end += 1
        found.append(text[start.end() : end - 1])
    return found


class _Reader:
    """Recursive descent over: sum, product (with * or by standing beside), power, log, !."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens, self.at = tokens, 0

    def next(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self) -> str:
        token = self.next()
        self.at += 1
        return token

    def sum(self) -> Growing:
        parts = [self.product()]
        while self.next() == "+":
            self.take()
            parts.append(self.product())
        return lambda n: max(part(n) for part in parts)

    def product(self) -> Growing:
        parts = [self.power()]
        while self.next() not in ("", "+", ")"):
            if self.next() == "*":
                self.take()
            parts.append(self.power())
        return lambda n: math.prod(part(n) for part in parts)

    def power(self) -> Growing:
        base = self.atom()
        if self.next() == "!":
            self.take()
            inner = base
            base = lambda n: math.gamma(inner(n) + 1)  # noqa: E731
        if self.next() != "^":
            return base
        self.take()
        exponent = self.atom()
        return lambda n: base(n) ** exponent(n)

    def atom(self) -> Growing:
        token = self.take()
        if token == "(":
            inside = self.sum()
            if self.take() != ")":
                raise ValueError("a bracket is not closed")
            return inside
        if token in ("log", "sqrt"):
            inside = self.power()
            if token == "sqrt":
                return lambda n: math.sqrt(inside(n))
            return lambda n: max(1.0, math.log2(max(2.0, inside(n))))
        if token[:1].isdigit():
            number = float(token)
            return lambda n: number
        if token.isalpha():
            while self.next().isalpha() and self.next() not in ("log", "sqrt"):
                self.take()
            return lambda n: n
        raise ValueError(f"{token!r} is out of place")


def _read(text: str) -> Growing | None:
    tokens = _TOKEN.findall(text)
    if "".join(tokens) != re.sub(r"\s", "", text):
        return None
    reader = _Reader(tokens)
    try:
        found = reader.sum()
    except ValueError:
        return None
    return found if reader.at == len(tokens) else None
