"""Sums that are an answer as they are said: "four minus one". Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.reading.claims import Claim
from agent.reading.clauses import Clause
from agent.reading.number_words import BARE, BARE_AFTER
from tools.spoken_numbers import Spotted

_PLUS_MINUS = re.compile(r"\s*(plus|minus|times|\+|-|\*)?\s*", re.IGNORECASE)


def reckoned(text: str, part: Clause, numbers: Sequence[Spotted]) -> list[Claim]:
    """ "Four minus one" and nothing else is three."""
    if len(numbers) != 2 or not BARE.fullmatch(text, part.start, numbers[0].start):
        return []
    first, second = numbers
    sign = _PLUS_MINUS.fullmatch(text, first.end, second.start)
    if sign is None or not BARE_AFTER.match(text, second.end):
        return []
    how = (sign.group(1) or "").lower()
    if not how and second.value < 0:
        return [Claim(first.value + second.value, first.start, second.end)]
    if how in ("plus", "+"):
        return [Claim(first.value + second.value, first.start, second.end)]
    if how in ("times", "*"):
        return [Claim(first.value * second.value, first.start, second.end)]
    return []
