"""Numbers that a reply claims: counts, values, line numbers. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from agent.reading.about import (
    RANGE,
    about_another,
    as_given,
    ends_with_number,
    is_difference,
    of_a_variable,
)
from agent.reading.bounds import NOT_ALL, bound_at, of_a_part
from agent.reading.claims import Asked, Claim, Weight
from agent.reading.clauses import Clause, clauses, concludes, corrected
from agent.reading.counting import counts_on, without_counting
from agent.reading.denial import denied
from agent.reading.homophones import homophones
from agent.reading.number_words import (
    BARE,
    BARE_AFTER,
    COUNTED,
    GIVES_THE,
    JUST_THE,
    LAST,
    NO_COUNT,
    ONE_NOUN,
    ONLY,
    OPERATOR_AFTER,
    OPERATOR_BEFORE,
    PLACE,
    SAID,
    STRONG_TO,
    WEAK_BEFORE,
)
from agent.reading.reckoned import reckoned
from tools.spoken_numbers import Spotted, numbers_in

_PER = re.compile(
    r"\s*(?:\w+ )?(?:per|(?:for|on|in|at|with) (?:each|every)|"
    r"for the(?! (?:whole|entire|pair|lot|only|single)\b)|each|every|apiece|a piece|"
    r"times each)\b",
    re.I,
)
_TIMES = {
    "once": 1, "twice": 2, "thrice": 3, "(?:a )?couple(?= of| times)": 2, "a pair": 2,
    "a single": 1,
    "half a dozen": 6, "dozen": 12,
}  # fmt: skip
_NO_ONCE = re.compile(r"\b(?:i|we|you|he|she|had|have|at)\s+$", re.IGNORECASE)
_NEVER = re.compile(
    r"\b(?:not even (?:once|one time)|never|not at all|none at all|not once|not a single time|"
    r"no times)\b",
    re.I,
)
_NEVER_COUNTED = re.compile(
    _NEVER.pattern + r"|(?<!\ba )(?<!\bthe )\b(?:none|nil)\b(?! (?!of\b|at\b|in\b|here\b)[a-z])"
    r"|\b(?:doesn't|does not|won't|didn't) (?:ever )?(?:run|execute|happen|"
    r"get (?:there|run|reached|hit|executed))\b",
    re.I,
)
_NONE_OF_IT = re.compile(
    r"\b(?:none|nothing)\b(?=\W*(?:$|[,.;!?])| (?:at all|of (?:it|them|those)|left)\b)",
    re.IGNORECASE,
)


def number_claims(reply: str, asked: Asked = Asked()) -> list[Claim]:
    """Numbers claimed as an answer, after the candidate's last correction that gives one."""
    for start in reversed([0, *corrected(reply)]):
        found = list(_claims(reply, start, asked))
        if any(c.weight != "in passing" for c in found) or (found and start == 0):
            return found
    return []


def _claims(reply: str, at: int, asked: Asked) -> Iterator[Claim]:
    parts = clauses(reply, at=at)
    found = [c for part in parts for c in _in_clause(reply, part, asked)]
    kept = [c for part, c in found if part.role in ("answer", "conclusion")]
    kept = [c for c in kept if not counts_on(reply, c)]
    kept = _last_decides(reply, parts, found, kept)
    if not kept:
        kept = [replace(c, weight="in passing") for part, c in found if part.role == "reason"]
    yield from without_counting(reply, sorted(kept, key=lambda c: c.start))


def _last_decides(
    reply: str, parts: Sequence[Clause], found: Sequence[tuple[Clause, Claim]], kept: list[Claim]
) -> list[Claim]:
    """What is worked out aloud ends with the answer: "..., it holds two", "so we've one"."""
    said = [part for part in parts if part.role in ("answer", "conclusion")]
    if len(said) < 2 or not kept:
        return kept
    last = said[-1]
    here = [c for part, c in found if part is last]
    if not here or any(c.value != here[0].value or c.weight == "bound" for c in here):
        return kept
    claim = here[-1]
    before = reply[: claim.start]
    if _THE.search(before) and not GIVES_THE.search(before):
        return kept  # "it's between the two"
    if claim.weight == "conclusion" or OPERATOR_BEFORE.search(before):
        return kept
    concludes_here = last.role == "conclusion" or LAST.fullmatch(reply, last.start, claim.start)
    concludes_here = concludes_here or _AT_LAST.fullmatch(reply, last.start, claim.start)
    ends = BARE_AFTER.match(reply, claim.end)
    # "Four, two and one, three of them are waiting", but not "two or four, one of those".
    several = isinstance(claim.value, int) and claim.value > 1
    if (
        several
        and BARE.fullmatch(reply, last.start, claim.start)
        and _OF_THEM.match(reply, claim.end)
    ):
        concludes_here = ends = True  # "four, two and one, three of them are waiting"
    if concludes_here and ends:
        return [*(c for c in kept if c is not claim), replace(claim, weight="conclusion")]
    passing = all(c.weight == "in passing" for c in kept)
    if last.role == "conclusion" and passing:
        return [*(c for c in kept if c is not claim), replace(claim, weight="said")]
    return kept


_AT_LAST = re.compile(
    r"\W*(?:(?:so|and|at|it's|um|uh)\W+)*(?:(?:index|position)\s+|(?:that's |it's |making )?"
    r"(?:a |in )?total(?: of| is|,)?\s+)",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r" of (?:them|those|these)\b", re.IGNORECASE)


def _in_clause(reply: str, part: Clause, asked: Asked) -> Iterator[tuple[Clause, Claim]]:
    text = reply[: part.end]
    spotted = [n for n in numbers_in(text) if n.start >= part.start]
    cardinals = [n for n in spotted if n.kind == "cardinal"]
    claims = [c for n in cardinals for c in _number(text, part, n, asked)]
    claims += reckoned(text, part, cardinals)
    for word, value in _TIMES.items():
        for match in re.finditer(rf"\b{word}\b", text[part.start :], re.IGNORECASE):
            start = part.start + match.start()
            if _NO_ONCE.search(text[:start]):
                continue  # "I once saw", "all at once"
            if denied(text, start) or _PER.match(text, part.start + match.end()):
                continue
            bound = bound_at(text, start, part.start + match.end(), value)
            if bound is not None:
                claims.append(bound)
            else:
                claims.append(_weighed(text, part, start, part.start + match.end(), value, asked))
    if not claims or _NOT_ONCE.search(text[part.start :]):
        never = _NEVER_COUNTED if asked.counts else _NEVER
        claims = [
            _weighed(text, part, part.start + m.start(), part.start + m.end(), 0, asked)
            for m in never.finditer(text[part.start :])
        ]
    if part.role == "conclusion" and not claims:
        claims = [  # "one is not prime, therefore none"
            Claim("none", part.start + m.start(), part.start + m.end(), "conclusion")
            for m in _NONE_OF_IT.finditer(text[part.start :])
        ]
    nil: Weight = "conclusion" if part.role == "conclusion" else "said"
    if not claims:
        claims = [
            Claim(0, part.start + m.start(), part.start + m.end(), nil)
            for m in re.finditer(r"\bnil\b", text[part.start :], re.IGNORECASE)
        ]
    if not claims and not cardinals:
        claims = list(homophones(text, part))
    if not claims and not cardinals:
        claims = [
            Claim(1, n.start, n.end, "in passing")
            for n in spotted
            if n.kind == "pronoun" and BARE.fullmatch(text, part.start, n.start)
        ]
    return ((part, claim) for claim in claims)


def _number(text: str, part: Clause, number: Spotted, asked: Asked) -> Iterator[Claim]:
    before, start, end = text[: number.start], number.start, number.end
    value: int | float = number.value
    bound = bound_at(text, start, end, value) or (
        of_a_part(text, start, end, value) if asked.counts else None
    )
    if as_given(text, end, value, asked):
        return  # "you've a hundred hours"
    if _THAN.match(text, end) or _OF_UNKNOWN.search(before):
        return  # "two less than the length", "the last answer plus two"
    if value == 1 and _THE.search(before) and _WHERE.match(text, end):
        return  # "this is the one where we go sideways"
    if RANGE.search(before):
        return  # "range of rows minus one, minus one": the code read out
    if bound is not None and NOT_ALL.search(before):
        yield bound
        return
    if denied(text, start) or (_PER.match(text, end) and not SAID.search(before)):
        return
    if value < 0 and (is_difference(before, asked) or ends_with_number(before)):
        return  # "len minus one" is no minus one
    if bound is not None and part.role == "conclusion":
        bound = replace(bound, concludes=True)
    if bound is not None and not (
        asked.most and _AS_ASKED.search(text[max(0, start - 20) : end + 20])
    ):
        yield bound
        return
    if of_a_variable(text, part, start, asked):
        yield Claim(value, start, end, "in passing")
        return
    if about_another(text, part, start, asked) or (
        NO_COUNT.search(before) and not re.match(r"\s*times\b", text[end:])
    ):
        return
    if PLACE.search(before) or OPERATOR_AFTER.match(text, end) or OPERATOR_BEFORE.search(before):
        yield Claim(value, start, end, "in passing")
        return
    yield _weighed(text, part, start, end, value, asked)


def _weighed(
    text: str, part: Clause, start: int, end: int, value: int | float, asked: Asked
) -> Claim:
    before = text[part.start : start]
    weight: Weight = "in passing"
    bare = BARE.fullmatch(text, part.start, start) and BARE_AFTER.match(text, end)
    strong = SAID.search(before) or COUNTED.match(text, end) or STRONG_TO.search(before)
    weak = WEAK_BEFORE.search(before) and not (
        STRONG_TO.search(before) or GIVES_THE.search(before) or JUST_THE.search(before)
    )
    short = len(re.findall(r"\w+", text[part.start :])) <= 2 and not weak
    if (
        (bare and not _THE.search(before))
        or (ONLY.fullmatch(text, part.start, start) and ONE_NOUN.match(text, end))
        or (strong and not weak)
        or short
        or _ENOUGH.match(text, end)
    ):
        weight = "said"
    if not part.first and not weak and _AND_SO_THINKS.match(text, end):
        weight = "said"
    enough = _ENOUGH.match(text, end) or (weight == "said" and _AND_SO_THINKS.match(text, end))
    reckoned = _OPERATOR.search(before) and _RECKONED.search(before)
    own = bare and not part.first and re.search(r"[.!?…]\W*$", text[: part.start])
    if (part.role == "conclusion" and not weak and weight == "said") or (
        weight == "said" and (own or enough or reckoned or concludes(text[part.start : part.end]))
    ):
        weight = "conclusion"
    return Claim(value, start, end, weight)


_AS_ASKED = re.compile(r"\bat (?:the )?(?:very )?most\b|\bmaximum\b", re.IGNORECASE)
_ENOUGH = re.compile(
    r"\s+(?:\w+ )?(?:(?:is|are|would be) (?:enough|plenty|sufficient|all (?:it takes|we need))|"
    r"suffices?|will do|"
    r"would do|does it)\b",
    re.IGNORECASE,
)
# "..., two units I reckon", "four lamps then": what is believed in the end.
_AND_SO_THINKS = re.compile(
    r"\s*(?:[a-z]+\s+)?(?:then|(?:i|we)(?: |')(?:reckon|think|guess|believe|suppose|d say|"
    r"would say))\W*$",
    re.IGNORECASE,
)
_WHERE = re.compile(r"\s+(?:where|when|in which|with|we|i|you)\b", re.IGNORECASE)
_THE = re.compile(r"\b(?:the|those|these)\s+$", re.IGNORECASE)
_THAN = re.compile(
    r" (?:less|more|fewer|bigger|smaller|higher|lower|longer|shorter) than (?:the|its|that|it|"
    r"all|n)\b",
    re.IGNORECASE,
)
_OF_UNKNOWN = re.compile(
    r"\bhalf of\s+$|\b(?:answer|result|value|count|length|total|number|size) "
    r"(?:plus|minus|times|over|divided by)\s+$",
    re.IGNORECASE,
)
_OPERATOR = re.compile(r"\b(?:plus|minus|times|divided|over|and)\b|[+*/]", re.IGNORECASE)
_RECKONED = re.compile(
    r"\b(?:is|are|gives?|makes?|equals?|comes to|leaves)\s+(?:just |only |about )?$", re.IGNORECASE
)


_NOT_ONCE = re.compile(r"\bnot even (?:once|one)\b", re.IGNORECASE)


def digits_apart(text: str, items: Sequence[object]) -> str:
    """ "0204" as a recogniser writes zero, two, zero, four, where ``items`` are such digits."""
    single = bool(items) and all(isinstance(v, int) and 0 <= v < 10 for v in items)

    def apart(match: re.Match[str]) -> str:
        run = match.group()
        return " ".join(run) if run[0] == "0" or (single and len(run) > 2) else run

    return re.sub(r"(?<![\d.])\d{2,}(?!\d|\.\d)", apart, text)
