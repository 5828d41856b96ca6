"""A spoken reply by its sentences, and how it ends. Pure.

People think aloud and then answer, so that the last sentence decides; or they name an input and
then explain it, so that the first one that names any decides.
"""

from __future__ import annotations

import re

_END = re.compile(
    r"(?<=[.!?…])\s+|\s+(?=but let me\b)|,\s+(?=(?:let me|i'm happy|happy with|and that's my)\b)",
    re.IGNORECASE,
)
# "Let me write this down", "can I have some more time": the answer is still to come.
_NOT_YET = re.compile(
    r"\blet me (?:just )?(?:think|write|see|draw|look|check|trace|go|start|work|count|read|figure|"
    r"have)\b(?:\s+[a-z]+){0,5}\W*$|"
    r"\b(?:can|could|may) i (?:\w+ )?(?:have|get|take|use|see|think)\b|\bi can't decide\b|"
    r"\bone or the other\b|"
    r"\b(?:give|just) (?:me )?a (?:second|sec|minute|moment|bit)\b|\bmore time\b|"
    r"\b(?:hold|hang) on(?: a (?:second|sec|minute|moment))?\W*$|\bone (?:second|moment|"
    r"sec)(?:,? please)?\W*$|"
    r"^\W*wait\W*$|"
    r"\bwhere was i\b|\bwhat was (?:the|it|that)(?: \w+)?\W*$|\bi(?:'ve)? lost (?:my|"
    r"the) (?:thread|place|track|count)\b|"
    r"\bi'm (?:still )?(?:thinking|counting|tracing)\b|\bone moment\b|"
    r"\b(?:write|draw) (?:this|it|that) (?:down|out)\b|\bon paper\b|\bneed (?:a )?(?:paper|pen)\b",
    re.IGNORECASE,
)
_BROKEN_OFF = re.compile(
    r"(?:\b(?:and|(?<!think )(?<!guess )so|(?<!by )(?<!back )then|because|since|the|an|if|"
    r"but|we|which|when|(?<!while it )(?<!as it )goes)[\s,…]*|"
    r"\b(?:and|so|then|because),?\s+(?:um|uh|er|erm|hmm|yeah)[\s,.]*)$",
    re.IGNORECASE,
)
# "... which is one now and would be zero then": a comparison, and at its end.
_BY_THEN = re.compile(
    r"\b(?:would|will|it'd|'d) (?:be|become|give|return|get|come out as) (?:\w+ ){1,2}then\W*$",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"\b(?:what|which|why|how|where|when|who|whose|do you|did you|is (?:that|this) (?:the|what|a|"
    r"an|"
    r"allowed|okay|ok)|is it (?:allowed|okay|ok|the)|was that|can i|could i|should i|shall i|may i|"
    r"are you|are we|(?:was|is) it [^?]{1,30} or|do we|does it have|do i)\b[^?]*\?\W*$|"
    r"^\W*(?:(?:sorry|um|uh|hmm|okay|so|wait|well)\W+)*(?:is|are|does|do|did|was|were|"
    r"has) (?!it\b|that\b)"
    r"[^?]*\?\W*$",
    re.IGNORECASE,
)


def sentences(reply: str) -> list[tuple[int, int]]:
    """Where each sentence stands."""
    found, start = [], 0
    for match in _END.finditer(reply):
        if re.search(r"\w", reply[start : match.start()]):
            found.append((start, match.start()))
            start = match.end()
    if re.search(r"\w", reply[start:]):
        found.append((start, len(reply)))
    return found


def without_questions(reply: str) -> str:
    """``reply`` with its real questions made blank, where anything else is said; places stay."""
    parts = sentences(reply)
    asked = [(a, b) for a, b in parts if _QUESTION.search(reply[a:b])]
    if len(asked) == len(parts):
        return reply
    for start, end in asked:
        reply = reply[:start] + " " * (end - start) + reply[end:]
    return reply


def not_yet(reply: str) -> bool:
    """Whether the reply ends before its answer: time is asked for, or it breaks off."""
    start, end = (sentences(reply) or [(0, len(reply))])[-1]
    last = reply[start:end]
    return _NOT_YET.search(last) is not None or (
        _BROKEN_OFF.search(last) is not None
        and not _BY_THEN.search(last)
        and len(re.findall(r"\w+", reply)) > 6
    )


def ends_asking(reply: str) -> bool:
    """Whether the last sentence is a real question, not a tag ("Four, right?")."""
    start, end = (sentences(reply) or [(0, len(reply))])[-1]
    last = reply[start:end]
    return len(re.findall(r"\w+", last)) > 3 and _QUESTION.search(last) is not None
