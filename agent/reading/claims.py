"""A claim: a value and the words that claim it; and what a reply comes down to. Pure."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from pydantic import JsonValue

Weight = Literal["conclusion", "said", "in passing", "bound"]


@dataclass(frozen=True)
class Asked:
    """What the question is about, so that a claim about something else is no answer to it.

    ``names``: the identifiers of the code; ``about`` the one that is asked for, or empty; ``line``
    the line that is asked about, or 0; ``most``: the question is for how many there are at most, so
    that "at most three" is the answer; ``returned``: the names whose value the code returns;
    ``given``: the arguments of the question, which are not what was asked for.
    """

    names: frozenset[str] = frozenset()
    about: str = ""
    line: int = 0
    counts: bool = False
    most: bool = False
    returned: frozenset[str] = frozenset()
    given: frozenset[tuple[str, int | float]] = frozenset()


@dataclass(frozen=True)
class Claim:
    """``value`` is claimed at ``reply[start:end]``.

    ``weight``: ``said`` as an answer, in a ``conclusion`` ("so four"), only ``in passing`` ("it
    starts at two"), or as a ``bound`` ("at least two"): ``holds`` then says for which values.
    """

    value: JsonValue
    start: int
    end: int
    weight: Weight = "said"
    low: float = field(default=float("-inf"))
    high: float = field(default=float("inf"))
    concludes: bool = False  # a bound that stands in a conclusion


@dataclass(frozen=True)
class Answer:
    """What a reply comes down to: one claim, or several that were left open."""

    claims: tuple[Claim, ...]

    @property
    def one(self) -> Claim | None:
        return self.claims[0] if len(self.claims) == 1 else None


_EITHER = re.compile(r"\b(?:or|either|between)\b", re.IGNORECASE)
_THERE_IT_STOPS = re.compile(
    r"\W*(?:and |so )?(?:there|then|that's where|here) (?:it|we|i|the \w+) (?:stops?|ends?|leaves?|"
    r"breaks?|exits?|finish(?:es)?)\W*",
    re.IGNORECASE,
)
_AND = re.compile(r"\b(?:first|initially|at first|before that|then|afterwards|finally)\b", re.I)


def answer(reply: str, claims: Sequence[Claim]) -> Answer:
    """The last conclusion; else what is said as the answer, if it is one thing; else what is said
    in passing, if that is one thing. Values left side by side with "or" stay several."""
    solid = [c for c in claims if c.weight != "bound"]
    left_open = _left_open(reply, solid)
    if left_open:
        return Answer(left_open)
    concluded = [c for c in solid if c.weight == "conclusion"]
    if concluded:
        last = concluded[-1]
        open_with = [c for c in solid if c.end <= last.start or c.start >= last.end]
        beside = [c for c in open_with if _side_by_side(reply, c, last) and c.value != last.value]
        return Answer(_different([*beside, last]))
    said = [c for c in solid if c.weight == "said"]
    if said:
        return Answer(_settle(reply, said))
    turned = reply.lower().rfind(" but ")
    after = [c for c in solid if c.start > turned] if turned >= 0 else []
    if solid and _THERE_IT_STOPS.fullmatch(reply, solid[-1].end):
        after = [solid[-1]]  # "starts on two, bumped to three, and there we stop"
    return Answer(_different(after or solid))


def _left_open(reply: str, solid: Sequence[Claim]) -> tuple[Claim, ...]:
    """Values side by side with "or", unless one is settled on afterwards."""
    ordered = sorted(solid, key=lambda c: c.start)
    open_pairs = [
        (a, b)
        for a, b in itertools.pairwise(ordered)
        if a.value != b.value and _side_by_side(reply, a, b)
    ]
    if not open_pairs:
        return ()
    last = open_pairs[-1][1]
    settled = [c for c in ordered if c.start > last.start and c.weight != "in passing"]
    return () if settled else open_pairs[-1]


def _settle(reply: str, said: Sequence[Claim]) -> tuple[Claim, ...]:
    values = _different(said)
    if len(values) < 2:
        return values
    last = said[-1]
    if sum(c.value == last.value for c in said) > 1 and not _side_by_side(reply, said[-2], last):
        return (last,)  # "either five or six... five"
    turned = re.search(r"\bbut\b[^,.;]*$", reply[: last.start], re.IGNORECASE)
    if turned and sum(c.start > turned.start() for c in said) == 1:
        return (last,)  # "people would say four, but it's five"
    between = reply[said[0].end : last.start]
    if (
        _AND.search(reply[: said[0].start + 40])
        and re.search(r"\bthen\b", between, re.IGNORECASE)
        and not _EITHER.search(between)
    ):
        return (last,)  # "two first and then one"
    return values


def _side_by_side(reply: str, one: Claim, other: Claim) -> bool:
    first, second = sorted((one, other), key=lambda c: c.start)
    return (
        re.fullmatch(
            r"[\s,.]*(?:times|iterations)?[\s,.]*\bor\b[\s,]*(?:maybe|perhaps|even|it's|"
            r"is it|(?:it )?(?:could|might|may) (?:even )?be|possibly)?[\s,]*",
            reply[first.end : second.start],
            re.IGNORECASE,
        )
        is not None
    )


def _different(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    last: dict[str, Claim] = {}
    for claim in claims:
        last[repr(claim.value)] = claim
    return tuple(last.values())
