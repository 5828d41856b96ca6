"""Whether what is said is said only to be denied. Pure."""

from __future__ import annotations

import re

_DENIED = re.compile(
    r"(?:(?:\bnot|n't|\bnever) (?:return|give|become|equal|print|end up (?:as|with|at))|"
    r"\bnever|\bnot|n't(?: be)?|\brather than|\binstead of|\bnever mind|\bno longer|\bnor|\bhardly|"
    r"\banything but|\b(?:stops?|ends?|leaves|breaks|exits|returns) (?:just |right )?before|"
    r"(?:n't|\bnot|\bnever) (?:quite )?(?:makes? it|gets?|comes?|goes?|got|make it|reach(?:es)?|"
    r"hits?)"
    r"(?: (?:up )?to)?)\s+"
    r"(?:really |just |quite |be |the |a |an |exactly |only |to be |on |line )*$",
    re.IGNORECASE,
)


def denied(reply: str, start: int) -> bool:
    """Whether what stands at ``start`` is said only to be denied: "not linear"."""
    return _DENIED.search(reply[:start]) is not None
