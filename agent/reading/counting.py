"""Numbers that are only counted out: "five levels. Four, three, two, one, zero". Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from agent.reading.claims import Claim

_NEXT_COUNTED = re.compile(r"\s*,\s*(?:and\s+)?|\s+", re.IGNORECASE)


def without_counting(reply: str, kept: Sequence[Claim]) -> list[Claim]:
    """ "Five levels. Four, three, two, one, zero.": what is counted out beside an answer that was
    given before is no other answer."""
    last = len(kept) - 1
    while last > 0 and _steps_on(reply, kept[last - 1], kept[last]):
        last -= 1
    counted, before = kept[last:], kept[:last]
    answers = {str(c.value) for c in before if c.weight in ("said", "conclusion")}
    if len(counted) < 3 or len(answers) != 1 or re.search(r"\w", reply[kept[-1].end :]):
        return list(kept)
    if not re.search(r"[.!?:;…]\W*$", reply[: counted[0].start]):
        return list(kept)
    return [*before, *(replace(c, weight="in passing") for c in counted)]


_FIRST_OF = re.compile(r"\bthat(?:'s| is)\s+(?:the )?(?:just )?$", re.IGNORECASE)
_NEXT_OF = re.compile(
    r"\b(?:that|there|here)(?:'s| is) (?:the |an)?(?:other|second|next|two|number two)\b",
    re.IGNORECASE,
)


def counts_on(reply: str, claim: Claim) -> bool:
    """ "That's one go, then ..., that's the other": counted, and not yet the answer."""
    return (
        claim.value == 1
        and _FIRST_OF.search(reply[: claim.start]) is not None
        and _NEXT_OF.search(reply, claim.end) is not None
    )


def _steps_on(reply: str, one: Claim, other: Claim) -> bool:
    """Whether ``other`` follows ``one`` directly and is its neighbour as a number."""
    between = _NEXT_COUNTED.fullmatch(reply, one.end, other.start)
    a, b = one.value, other.value
    near = isinstance(a, int | float) and isinstance(b, int | float) and abs(a - b) == 1
    return between is not None and near
