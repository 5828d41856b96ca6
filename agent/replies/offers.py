"""Which sentence of a reply offers an input, and does not talk about the code. Pure."""

from __future__ import annotations

import re

from agent.reading import numbers

_OFFERED = re.compile(
    r"^\W*(?:(?:so|ok|okay|well|then|and|oh|um|uh)\W+)*"
    r"(?:like (?=\w+(?:,| and)|\d)|let me (?:just )?(?:say|take|try|use|pick|go)|"
    r"let's (?:say|take|try|do|use|go)|say|take|try|how about|"
    r"i(?:'d| would|'ll) (?:say|take|pick|go with|try|use|choose))\b|"
    r"\b(?:should|would|will|could|might) (?:do\b(?! (?:it|the|line|that|nothing))|work|be enough)|"
    r"\bfor (?:instance|example)\b",
    re.IGNORECASE,
)
_VALUE_WORDS = frozenset(
    {
        "open", "opening", "close", "closing", "closed", "round", "square", "curly", "bracket",
        "brackets", "brace", "braces", "paren", "parens", "parenthesis", "capital", "empty",
    }
)  # fmt: skip
_BESIDE = frozenset(
    {
        "and", "then", "a", "an", "the", "list", "string", "text", "row", "rows", "in", "with",
        "of", "just", "only", "ok", "okay", "so", "well", "again",
    }
)  # fmt: skip


def offers(sentence: str) -> bool:
    """Whether it says that it gives an input, or consists of nothing else."""
    return _OFFERED.search(sentence) is not None or _bare(sentence)


def _bare(sentence: str) -> bool:
    """ "Open paren, close square bracket", "one row, one two three"."""
    said = numbers.numbers_in(sentence)
    rest = sentence
    for number in said:
        rest = rest[: number.start] + " " * (number.end - number.start) + rest[number.end :]
    words = [word.lower() for word in re.findall(r"[\w']+", rest)]
    values = [word for word in words if word in _VALUE_WORDS]
    return len(said) + len(values) > 1 and all(
        word in _VALUE_WORDS or word in _BESIDE or (len(word) == 1 and word.isalpha())
        for word in words
    )
