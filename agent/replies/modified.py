"""A text or a list that is said, and then said to come out otherwise: "a b reversed". Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from agent.reading.denial import denied
from agent.replies.verdict import Check

_OTHERWISE = re.compile(
    r"\s*,?\s*(?:but |and |all |just |only )*(?:reversed\b|backwards\b|in reverse\b|the other way "
    r"(?:round|around)\b|in (?:the )?(?:other|reverse|opposite|wrong) order\b|without (?:the|"
    r"its)\b|"
    r"minus the\b|each of (?:them|those) (?:twice|two times)\b|in (?:capitals|upper case)\b|"
    r"plus (?:a|an|one|another|some\w*) )",
    re.IGNORECASE,
)
_OR = re.compile(
    r"\s*,?\s*or (?:maybe |perhaps |just )?(?:nothing|none|empty|an empty|the (?:other|reverse))\b",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\s*,?\s*(?:and so on|etcetera|and (?:some )?more\b|with (?:something|some)\b|and something\b|"
    r"somewhere\b|among)",
    re.IGNORECASE,
)
_A_PART = re.compile(
    r"\bsomething (?:with|containing)\s+$|\b(?:starts?|begins?|ends) with\s+(?:the )?$",
    re.IGNORECASE,
)


def as_it_comes_out(found: Check | None, reply: str) -> Check | None:
    """``found``, unless what makes it right is not all that is said of the value."""
    if found is None or found.verdict != "right":
        return found
    before, after = reply[: found.start], reply[found.end :]
    if denied(reply, found.start) or _OR.match(after):
        return replace(
            found, verdict="unclear", reason="says it only to deny it or to leave it open"
        )
    if _OTHERWISE.match(after):
        return replace(found, verdict="wrong", reason="says that it comes out otherwise")
    if _A_PART.search(before) or _MORE.match(after):
        return replace(found, verdict="partial", reason="says that there is more")
    return found
