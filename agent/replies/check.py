"""Spoken replies against keys, mechanically: the key, the reply, and where the reply is an input or
a test, the sandbox. A reply that cannot be read is ``unclear``, never wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from agent.reading import clauses, numbers, sentences
from agent.replies.choice import check_choice, check_line
from agent.replies.offers import offers
from agent.replies.tried import check_cover, check_input, check_reach
from agent.replies.value import check_value
from agent.replies.verdict import Check, CodeUnderTest
from models.replies import partial
from tools.code.probe import Key


def check(key: Key, reply: str, code: CodeUnderTest) -> Check:
    """Whether ``reply`` gives the answer of ``key``.

    Raises:
        SandboxError: an input could not be tried.
    """
    found = _answer(key, reply, code)
    if found.verdict != "unclear":
        return found
    if partial.shipped().probability(key.kind, reply) < PARTIAL_FROM:
        return found
    reason = "speaks of it and gives no answer, going by its words"
    return replace(found, verdict="partial", reason=reason, several=False)


IGNORANCE = "says that they do not know"
PARTIAL_FROM = 0.25
"""Probability from which a reply without an answer counts as partial: chosen on authors whom the
model had not learned from, so that hardly any right, wrong or empty reply is taken for one."""


def _answer(key: Key, reply: str, code: CodeUnderTest) -> Check:
    """What can be read with certainty."""
    reply = _AS_IT_WERE.sub(lambda match: "," + " " * (len(match.group()) - 1), reply)
    if _REST_OPEN.search(reply):
        return _whole(key, reply, code)
    if sentences.not_yet(reply) or sentences.ends_asking(reply):
        return Check("unclear", "ends before its answer", 0, len(reply))
    reply = sentences.without_questions(reply)
    found = _by_sentences(key, reply, code) or _whole(key, reply, code)
    if found.several and key.kind == "choice":
        start, end = (sentences.sentences(reply) or [(0, len(reply))])[-1]
        last = _whole(key, reply[start:end], code)
        if last.verdict in ("right", "wrong"):
            return replace(last, start=start + last.start, end=start + last.end)
    return found


_AS_IT_WERE = re.compile(
    r",\s*(?:i don't (?:know|care)|whatever|let's say),(?=\s*\w+(?: \w+)?\W*$)", re.IGNORECASE
)


def _by_sentences(key: Key, reply: str, code: CodeUnderTest) -> Check | None:
    """What the sentence says that decides: the last one where something is worked out aloud, the
    first one that gives an input where inputs are asked for."""
    parts = sentences.sentences(reply)
    if len(parts) < 2 or key.kind in ("choice", "cover"):
        return None
    tries = key.kind in ("input", "reach")
    lists = isinstance(key.value, list) and not tries
    if tries:
        parts = sorted(parts, key=lambda part: not offers(reply[part[0] : part[1]]))
    for start, end in parts if tries else parts[::-1] if lists else parts[-1:]:
        text = reply[start:end]
        if tries and _texts_asked_for(key) and _only_numbers(text):
            continue  # "Ninety. X and then C."
        if _NO_INPUT.search(text) if tries or lists else not _same_kind(key, text):
            continue
        found = _whole(key, text, code)
        if found.verdict in ("right", "wrong"):
            return replace(found, start=start + found.start, end=start + found.end)
    return None


# What is said of inputs in general: "it can't be index zero", "with zero it makes no difference".
_NO_INPUT = re.compile(
    r"\b(?:can't be|cannot be|no difference|wouldn't|doesn't|isn't|let me(?! (?:just )?(?:say|"
    r"take|try|use|pick|go|choose)\b)|all of them|if all|"
    r"is gone|no longer|"
    r"normally|otherwise|as long as|"
    r"why would|off by one)\b",
    re.IGNORECASE,
)


# "So I count seven", "two units of water": few words, and nothing said of how things are.
_SHORT = re.compile(
    r"(?!.*\b(?:has|have|no|isn't|not|there's|"
    r"there is)\b)\W*\w+(?:[^\w]+[\w']+){0,6}\W*",
    re.IGNORECASE,
)


def _texts_asked_for(key: Key) -> bool:
    example = key.shape or key.value
    return isinstance(example, list | tuple) and bool(example) and isinstance(example[0], str)


def _only_numbers(sentence: str) -> bool:
    words = len(re.findall(r"\w+", sentence))
    said = numbers.numbers_in(sentence)
    return (
        bool(said)
        and sum(len(re.findall(r"\w+", sentence[n.start : n.end])) for n in said) == words
    )


def _same_kind(key: Key, sentence: str) -> bool:
    """Whether the sentence gives what was asked for, and no bound."""
    if isinstance(key.value, bool):
        return re.search(r"\b(?:true|false|yes|no)\b", sentence, re.IGNORECASE) is not None
    if key.kind == "value" and isinstance(key.value, int | float):
        said = numbers.number_claims(sentence)
        if re.search(r"\bdepends\b", sentence, re.IGNORECASE):
            return False
        plain = any(c.weight in ("said", "conclusion") for c in said) or _SHORT.fullmatch(sentence)
        return bool(said) and bool(plain) and all(c.weight != "bound" for c in said)
    return True


def _whole(key: Key, reply: str, code: CodeUnderTest) -> Check:
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
        return Check("wrong", IGNORANCE, unknown.start(), unknown.end())
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
    r"second|third|last|other)|\bthat's all i (?:can|know)|"
    r"\b(?:rest|others?|other ones?|(?:first|last|other) (?:two|three|one|index|half))\b,? i(?:'d| "
    r"would| am|'m|'ll)\b[^.]*\b(?:need|have to|not finished|look|run|work|pen)\b|"
    r"\band then i'd need\b",
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
