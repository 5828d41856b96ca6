"""Number words as a recogniser writes them: "for times", "to", "0204". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agent.reading.claims import Claim, Weight
from agent.reading.clauses import Clause
from agent.reading.number_words import BARE, COUNTED, SAID

HOMOPHONES = {
    "won": 1, "to": 2, "too": 2, "free": 3, "tree": 3, "for": 4, "fore": 4, "sex": 6, "ate": 8,
    "oh": 0, "o": 0,
}  # fmt: skip
# "That's for lockers in total".
_OF_ALL = re.compile(r"\s+[a-z]+s? (?:in total|altogether|in all)\W*", re.IGNORECASE)
# "Won change": nobody won anything here.
_ALONE = re.compile(r"\W*(?:(?:so|just|only|it's|that's)\W+)*", re.IGNORECASE)
_A_NOUN = re.compile(r"\s+(?!by|with|the|a|an|it|this|that)[a-z]+\W*$", re.IGNORECASE)
_A_KIND = re.compile(
    r"(?:for|free|oh?) loops?\b|to (?:pass|turn|run|call|loop|step)\b", re.IGNORECASE
)


def homophones(text: str, part: Clause) -> Iterator[Claim]:
    """A recogniser writes "for times" and "to." for four times and two."""
    words = [
        (m.group().lower(), part.start + m.start(), part.start + m.end())
        for m in re.finditer(r"[a-z']+", text[part.start :], re.IGNORECASE)
    ]
    for word, start, end in words:
        if word not in HOMOPHONES:
            continue
        ends_at = r"\b(?:index|position|number|value|line|day)\s+$"
        minus = re.search(r"\b(?:minus|negative)\s+$", text[part.start : start], re.IGNORECASE)
        if minus:
            yield Claim(-HOMOPHONES[word], part.start + minus.start(), end)
            continue
        ends = not re.search(r"\w", text[end:])
        said_so = re.fullmatch(
            r"\W+i(?:'d| would)? (?:say|think|guess|believe|reckon)\W*", text[end:], re.I
        )
        only = (ends or said_so) and BARE.fullmatch(text, part.start, start)
        if (
            only
            or (
                COUNTED.match(text, end)
                and not _A_KIND.match(text, start)
                and word not in ("oh", "o")
            )
            or (
                word == "won"
                and _ALONE.fullmatch(text, part.start, start)
                and _A_NOUN.match(text, end)
            )
            or (part.role == "conclusion" and _OF_ALL.fullmatch(text, end))
            or (ends and SAID.search(text[part.start : start]))
            or (ends and re.search(ends_at, text[part.start : start], re.IGNORECASE))
        ):
            own = not part.first and re.search(r"[.!?…,]\W*$", text[: part.start])
            weight: Weight = "conclusion" if part.role == "conclusion" or own else "said"
            yield Claim(HOMOPHONES[word], start, end, weight)


_DIGIT = "zero|one|two|three|four|five|six|seven|eight|nine|ten|nil|\\d+"
_IN_A_LIST = re.compile(
    rf"(\b(?:{_DIGIT}),? (?:and |then |and then )?)(won|to|too|free|tree|for|fore|ate|oh)"
    r"(?=\s*(?:$|[,.;]))",
    re.IGNORECASE,
)


# "One to for": a range ends with a number that is written as one.
_TO_BETWEEN = re.compile(
    rf"\b({_DIGIT}),? (?:to|too),? (for|fore|free|tree|ate)(?=\W*$)", re.IGNORECASE
)


# "Oh oh one oh", as digits are read out.
_OHS = re.compile(
    rf"\b(?:oh? (?:(?:{_DIGIT}|oh?) )*(?:{_DIGIT}) (?:(?:{_DIGIT}|oh?) )*oh?|"
    rf"(?:(?:{_DIGIT}) )+oh?(?: (?:{_DIGIT}|oh?))*|oh? oh?(?: (?:{_DIGIT}|oh?))+)"
    r"(?=\W*(?:$|[,.;]))",
    re.IGNORECASE,
)


def list_as_heard(text: str) -> str:
    """ "Zero and won" and "nil, one" as the numbers of a list."""

    def meant(match: re.Match[str]) -> str:
        return match.group(1) + str(HOMOPHONES[match.group(2).lower()])

    text = _OHS.sub(lambda run: re.sub(r"(?i)\boh?\b", "zero", run.group()), text)
    text = _TO_BETWEEN.sub(r"\1 2 \2", text)
    return re.sub(r"\bnil\b", "zero", _IN_A_LIST.sub(meant, text), flags=re.IGNORECASE)
