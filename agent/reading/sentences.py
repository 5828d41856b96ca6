"""A spoken reply by its sentences, and how it ends. Pure.

People think aloud and then answer, so that the last sentence decides; or they name an input and
then explain it, so that the first one that names any decides.
"""

from __future__ import annotations

import re

from agent.reading.clauses import does_not_know

_END = re.compile(
    r"(?<=[.!?…])\s+|\s+(?=but let me\b)|,\s+(?=(?:let me|i'm happy|happy with|and that's my)\b)",
    re.IGNORECASE,
)
# "Let me write this down", "can I have some more time": the answer is still to come.
_NOT_YET = re.compile(
    r"\blet me (?:just )?(?:think|write|see|draw|look|check|trace|go|start|work|count|read|figure|"
    r"have)\b(?:\s+[a-z]+){0,5}\W*$|"
    r"\bcome back to (?:this|that|it)(?: one| question)?(?: later)?\W*$|"
    r"\b(?:can|could|may) i (?:\w+ )?(?:have|get|take|use|see|think)\b|\bi can't decide\b|"
    r"\bone or the other\b|"
    r"\b(?:give|just) (?:me )?a (?:second|sec|minute|moment|bit)\b|\bmore time\b|"
    r"\b(?:hold|hang) on(?: a (?:second|sec|minute|moment))?\W*$|\bone (?:second|moment|"
    r"sec)(?:,? please)?\W*$|"
    r"^\W*wait\W*$|"
    r"\bwhere was i\b|\bwhat was (?:the|it|that)(?: \w+)?\W*$|"
    r"\bthat(?:'s| is| was)? ?(?:not|n't) (?:what you (?:said|asked|want\w*|meant)|"
    r"the question)\b|"
    r"\bi'm (?:still )?(?:thinking|counting|tracing)\b|\bone moment\b|"
    r"\b(?:write|draw) (?:this|it|that) (?:down|out)\b|\bon paper\b|\bneed (?:a )?(?:paper|pen)\b",
    re.IGNORECASE,
)
_BROKEN_OFF = re.compile(
    r"(?:\b(?:and|(?<!think )(?<!guess )so|(?<!by )(?<!back )then|because|since|the|an|if|"
    r"but|we|which|when|(?<!while it )(?<!as it )goes|"
    r"(?<!what )(?<!that )(?<!all )(?:we|you|i) have)[\s,…]*|"
    r"\b(?:and|so|then|because),?\s+(?:um|uh|er|erm|hmm|yeah)[\s,.]*)$",
    re.IGNORECASE,
)
# "... which is one now and would be zero then": a comparison, and at its end.
_BY_THEN = re.compile(
    r"\b(?:would|will|it'd|'d) (?:be|become|give|return|get|come out as) (?:\w+ ){1,2}then\W*$",
    re.IGNORECASE,
)
_LOST = re.compile(
    r"\bi(?:'ve| have)? lost (?:it|that|track|count|where i|(?:my|the) (?:thread|place|track|"
    r"count))\b",
    re.IGNORECASE,
)
# "Four lockers then": an answer that is drawn from what was said.
_ANSWER_THEN = re.compile(
    r"\W*(?:(?:so|it's|that's|that'd be|i'd say|just|only|well|um|uh|yeah|okay)\W+)*"
    r"(?:(?:minus )?(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+)"
    r"(?: of (?:them|those)| [a-z]+)?|"
    r"yes|no|never|none|once|twice|true|false|line [\w-]+|an empty (?:list|string|one))"
    r"(?: in total| altogether)?,? then\W*",
    re.IGNORECASE,
)
# "The one under the if": a statement of the code, and no sentence that breaks off.
_THE_STATEMENT = re.compile(
    r"\b(?:inside|in|under|below|above|after|before|within|behind|of|that|outer|inner|first|second|"
    r"last) (?:the |that |an? |this )?(?:outer |inner |first |second |last )?(?:if|when|since)\W*$",
    re.IGNORECASE,
)
_A_BOUND = re.compile(
    r"\b(?:at (?:least|most)|(?:more|less|fewer|deeper|bigger|smaller) than|no more than|up to)\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"\b(?:you|we) (?:count|mean|want|start|include|take)\b[^?]*\bor\b[^?]*\?\W*$|"
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
    later = _NOT_YET.search(last) or (not does_not_know(reply) and _LOST.search(last)) or None
    if later and _A_BOUND.search(last[: later.start()]):
        return False  # "at least three, the rest I would do on paper": a bound is given
    return later is not None or (
        _BROKEN_OFF.search(last) is not None
        and not _BY_THEN.search(last)
        and not any(_ANSWER_THEN.fullmatch(part) for part in (last, last.rpartition(",")[2]))
        and not _THE_STATEMENT.search(last)
        and len(re.findall(r"\w+", reply)) > 6
    )


def ends_asking(reply: str) -> bool:
    """Whether the last sentence is a real question, not a tag ("Four, right?")."""
    start, end = (sentences(reply) or [(0, len(reply))])[-1]
    last = reply[start:end]
    return len(re.findall(r"\w+", last)) > 3 and _QUESTION.search(last) is not None
