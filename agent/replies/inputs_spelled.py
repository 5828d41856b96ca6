"""The texts that a reply spells as inputs, where a text is the only argument. Pure."""

from __future__ import annotations

import re

from pydantic import JsonValue

from agent.reading import values
from agent.replies import brackets
from agent.replies.verdict import CodeUnderTest
from tools.code.probe import Key
from tools.code.spoken_input import shape_of

Tried = tuple[tuple[JsonValue, ...], int, int]

EXPLAINED = re.compile(
    r"[,.;]?\s+(?:(?:and )?then (?=\w+ (?:is|are|would|gives|comes)|(?:it|you|we|i|they|that|"
    r"there|nothing|no|every\w*|\w+ (?:plus|minus|times|over) \w+ \w+|"
    r"the (?!\w\b|one|two|three|four|five|six|seven|eight|nine|zero|"
    r"empty|word|letter|string|text|list)|\w+ and \w+ (?:are|is|do|will|would)|\w+ does)\b)|"
    r"would (?:come|give|be|go|return|do|work|suffice|be enough)\b|"
    r"gives?\b|"
    r"comes? out|before (?:it|you|we)\b|after (?:it|you|we)\b|normally\b|it (?:returns|gives)|"
    r"the answer)",
    re.IGNORECASE,
)
_LETTERS = (
    ("vee", "V"),
    ("eye", "I"),
    ("ex", "X"),
    ("cee", "C"),
    ("dee", "D"),
    ("em", "M"),
    ("el", "L"),
)
_BOTH = re.compile(
    r"\bopen(?:ing)? and (?:an? )?clos(?:ed?|ing) (round |square |curly )?(paren\w*|bracket|"
    r"brace)s?\b",
    re.IGNORECASE,
)
_TWICE = re.compile(
    r"\b(?:(?:the )?(?:capital )?letter ([a-z])|([b-hj-z])),? (?:twice|two times)\b", re.IGNORECASE
)
_IF_IT_IS = re.compile(
    r"\b(?:if|when|with) (?:the |its )?(?:it|text|string|input|word|\w+) (?:is|was|were|being|"
    r"equals) (?=(?:just|only|simply|a single|one|exactly) )",
    re.IGNORECASE,
)


def spelled_inputs(key: Key, reply: str, code: CodeUnderTest) -> list[Tried]:
    """Where the only argument is a text: each text that is spelled, before what explains it."""
    shape, _ = shape_of(key, code.source, code.entry)
    if len(shape) != 1 or not isinstance(shape[0], str):
        return []
    explained = EXPLAINED.search(reply)
    if explained and (found := _spelled_in(key, reply[: explained.start()], shape[0])):
        return found
    return _spelled_in(key, reply, shape[0])


def _spelled_in(key: Key, reply: str, like: str) -> list[Tried]:
    reply = re.sub(r"^(\W*)say\b", r"\1try", reply, flags=re.IGNORECASE)
    doubled = _TWICE.sub(lambda match: " ".join([match.group(1) or match.group(2)] * 2), reply)
    if doubled != reply:  # "the letter x twice"
        return [(args, 0, len(reply)) for args, *_ in _spelled_in(key, doubled, like)]
    apart = _BOTH.sub(r"open \1\2 close \1\2", reply)
    if apart != reply:
        return [(args, 0, len(reply)) for args, *_ in _spelled_in(key, apart, like)]
    if re.search(r"[()\[\]{}]", like) and (full := brackets.in_full(reply)) != reply:
        return [(args, 0, len(reply)) for args, *_ in _spelled_in(key, full, like)]
    reply = _IF_IT_IS.sub(blank, reply)
    letters = like.isalpha()
    same = str.upper if like.isupper() else str
    if like.isupper():
        reply = re.sub(r"\bcapital(?: letter)?s?\b", blank, reply, flags=re.IGNORECASE)
        for name, letter in _LETTERS:
            reply = re.sub(rf"\b{name}\b", f" {letter} ".center(len(name)), reply)
        reply = re.sub(r"\beyes\b", "I's ", reply)  # as long as before: places stay
    said = [c for c in values.texts(reply, letters=letters) if isinstance(c.value, str)]
    return [
        ((same(str(c.value)),), c.start, c.end)
        for c in said
        if len(str(c.value)) > 1 or c.value == "" or len(said) == 1
    ]


def blank(match: re.Match[str]) -> str:
    return " " * len(match.group())
