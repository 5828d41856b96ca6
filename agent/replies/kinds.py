"""A value of another type than is asked for, plainly said."""

from __future__ import annotations

import re

from agent.reading import clauses, numbers, truths, values
from agent.reading.claims import Claim
from agent.replies.verdict import Check, wrong
from tools.code.probe import Key


def another_kind(key: Key, reply: str) -> Check | None:
    """A value of another type, plainly said: an empty list where a number is due."""
    for start in reversed([0, *clauses.corrected(reply)]):
        rest = reply[start:]
        for found in (values.nones(rest), values.empties(rest)):
            if found and re.search(r"\b(?:none|null|nil|empty)\b|\[\s*\]", rest, re.IGNORECASE):
                last = found[-1]
                return wrong(key, Claim(last.value, start + last.start, start + last.end))
    if not isinstance(key.value, bool):
        said = [c for c in truths.truth_claims(reply) if reply[c.start : c.end].lower() in
                  ("true", "false")]  # fmt: skip
        if said:
            return wrong(key, said[-1])
    if not isinstance(key.value, int | float) or isinstance(key.value, bool):
        plain = [c for c in numbers.number_claims(reply) if c.weight in ("said", "conclusion")]
        if plain:
            return wrong(key, plain[-1])
    return None


# "So you get None": another kind of thing, and no item of the list.
_GETS_NONE = re.compile(
    r"\b(?:you|it|we|you'd|it'd|and|so|that) (?:just |only |will |would )?(?:gets?|returns?|gives?|"
    r"is|be) (?:back |you |us )?(?:just |only )?none\W*$",
    re.IGNORECASE,
)


def gets_none(reply: str) -> bool:
    """Whether None is said to come out, and not to be in a list."""
    return _GETS_NONE.search(reply) is not None
