"""Spoken replies against keys, mechanically: the key, the reply, and where the reply is an input or
a test, the sandbox. A reply that cannot be read is ``unclear``, never wrong."""

from __future__ import annotations

import re
from collections.abc import Callable

from agent.reading import clauses
from agent.replies.choice import check_choice, check_line
from agent.replies.tried import check_cover, check_input, check_reach
from agent.replies.value import check_value
from agent.replies.verdict import Check, CodeUnderTest
from tools.code.probe import Key


def check(key: Key, reply: str, code: CodeUnderTest) -> Check:
    """Whether ``reply`` gives the answer of ``key``.

    Raises:
        SandboxError: an input could not be tried.
    """
    found = _READERS[key.kind](key, reply, code)
    if _TRAILS_OFF.search(reply) and found is not None and found.verdict != "right":
        return Check("unclear", "breaks off", found.start, found.end)
    rest_open = _REST_OPEN.search(reply)
    if rest_open and found is not None and found.verdict in ("wrong", "unclear"):
        return Check("partial", "leaves the rest open", rest_open.start(), rest_open.end())
    if found is not None and found.verdict != "unclear" and not _asks_only(reply, found):
        return found
    unknown = clauses.does_not_know(reply)
    if unknown and found is None:
        return Check("wrong", "says that they do not know", unknown.start(), unknown.end())
    if found is not None and found.verdict == "unclear":
        return found
    return Check("unclear", "no answer to the question could be found in the reply", 0, 0)


_TRAILS_OFF = re.compile(
    r"\b(?:and then|(?<!by )(?<!back )(?<!since )then|and so|because|so then|"
    r"which means)\b[\s,.…]*(?:(?:um|uh|er|"
    r"hmm)\b\W*)?$",
    re.IGNORECASE,
)
_REST_OPEN = re.compile(
    r"\b(?:the )?(?:others?|rest|other ones?|(?:first|second|third|last)(?: one| part| "
    r"half)?)\b,? (?:ones? )?i(?:'m| am| do)? ?(?:not sure|don't know|can't (?:say|tell)|"
    r"haven't (?:worked|figured))|"
    r"\b(?:other|rest|second|first)(?: \w+)? i (?:haven't|have not|can't|cannot|couldn't)\b|"
    r"\b(?:not sure|don't know|no idea|can't say) (?:about|of|what) the (?:rest|others?|first|"
    r"second|third|last|other)|\bthat's all i (?:can|know)",
    re.IGNORECASE,
)


def _asks_only(reply: str, found: Check) -> bool:
    """A question back is no answer, whatever numbers it holds."""
    return clauses.asks_back(reply) and found.verdict != "right"


_READERS: dict[str, Callable[[Key, str, CodeUnderTest], Check | None]] = {
    "value": check_value,
    "line": check_line,
    "choice": check_choice,
    "input": check_input,
    "reach": check_reach,
    "cover": check_cover,
}
