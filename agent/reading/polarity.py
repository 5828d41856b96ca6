"""Words of yes and no that answer nothing, or the other way round: "it won't stay the same". Pure.

A "doesn't" is a no only where it is said of what was asked: "no copy is made" and "the code doesn't
check" say nothing of the sort, nor does "I can't say it won't".
"""

from __future__ import annotations

import re

_NOT_THE_SAME = re.compile(
    r"(?:\b(?:it |that |they )?(?:\w+n't|cannot|will not|is not|are not|does not|do not)|\bnot|"
    r"\bnever) "
    r"(?:(?:be|stay|remain|keep|kept|get|come|give|look|left|leave|exactly|quite|really|in|it|you|"
    r"them|back|going|to|completely) )*"
    r"(?:the same\b(?! (?:list|object|array|thing|one|backwards|forwards|both)\b)|untouched|"
    r"unchanged|unaffected|intact|"
    r"alone\b|safe\b|as (?:it|they) (?:was|were)\b)",
    re.IGNORECASE,
)
_NO_COPY = re.compile(
    r"no (?:real |actual |separate )?(?:cop(?:y|ies)|new (?:one|list|array|object))\b|"
    r"(?:\w+ )?(?:\w+n't|not|never)\b(?: (?:done|work|working|works|operate|make|makes|making|"
    r"made|take|taken|create|creates|created|a|an|any|on|of|it|the|list|have|there|in|to|been|be|"
    r"using|use|uses|return|returns|returning|give|get|even|ever|really|actually|first))* "
    r"(?:cop(?:y|ies|ied|ying)|new (?:one|list|array|object))\b",
    re.IGNORECASE,
)
_ANOTHER_VERB = re.compile(
    r"(?:\w+ )?(?:\w+n't|cannot|not|never) (?:really |even |actually |quite )?(?:check|care|know|"
    r"say|tell|mean|make sense|understand|remember|recall|exist|rule)\b",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"\b(?:(?:not|isn't) (?:sure|certain|positive)|(?:don't|do not|can't|cannot|couldn't|wouldn't) "
    r"(?:remember|recall|know|say|tell))(?: (?:whether|if|that|it|they|this|there|the)\b[^,.;]*)?"
    r"\s+$",
    re.IGNORECASE,
)
_IF_ONLY = re.compile(r",? (?:if|with|but|only|when|for|unless)\b", re.IGNORECASE)
_IS_A = re.compile(
    r" (?:the|a|an|inside|under|below|above|where|what|called|like|exist)\b", re.IGNORECASE
)
_OF_A_TEST = re.compile(
    r"\bthe (?:\w+ )?(?:if|condition|check|test|comparison|guard)\b[^,.;]* $", re.IGNORECASE
)
_ONLY_IF = re.compile(r" (?:only (?:if|when)|at first|if\W*$|to begin with)\b", re.IGNORECASE)
_GOES_ON = re.compile(r",? (?:so|okay|ok|well|let|now|um|uh|no|nope)\b", re.IGNORECASE)


def turned_round(text: str) -> list[tuple[int, int]]:
    """Where it is denied that all stays as it is: "it won't be the same"."""
    return [match.span() for match in _NOT_THE_SAME.finditer(text)]


def beside_the_point(text: str, start: int, end: int, *, value: bool) -> bool:
    """Whether the yes or no at ``text[start:end]``, a clause, is none."""
    if _UNSURE.search(text[:start]):
        return True
    word = text[start:end].lower()
    if word in ("true", "false"):
        return bool(_OF_A_TEST.search(text[:start]) or _ONLY_IF.match(text, end))
    if not value:
        return bool(_NO_COPY.match(text, start) or _ANOTHER_VERB.match(text, start))
    if re.fullmatch(r"it (?:would|should|could|might|may)", word):
        return _IF_ONLY.match(text, end) is not None
    if re.fullmatch(r"it (?:is|does)", word):
        return _IS_A.match(text, end) is not None
    return False


def only_opens(text: str, end: int) -> bool:
    """ "Right, so that is the line": how a sentence begins."""
    return _GOES_ON.match(text, end) is not None
