"""Replies to questions for a value: numbers, truth, None. Texts in :mod:`.spelled`, lists in
:mod:`.listed`."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from agent.reading import claims, clauses, numbers, truths, values
from agent.reading.claims import Claim
from agent.replies.kinds import another_kind
from agent.replies.listed import check_list
from agent.replies.modified import as_it_comes_out
from agent.replies.spelled import check_text
from agent.replies.verdict import Check, CodeUnderTest, accepted, asked, of_claims, wrong
from tools.code.probe import Key
from tools.spoken_numbers import spoken


def check_value(key: Key, reply: str, code: CodeUnderTest) -> Check | None:
    value = key.value
    if isinstance(value, bool):
        return of_claims(key, reply, truths.truth_claims(reply)) or another_kind(key, reply)
    if isinstance(value, int | float):
        return _number(key, reply, code)
    if value is None:
        return _nothing(key, reply, code)
    if isinstance(value, str):
        return as_it_comes_out(check_text(key, reply), reply)
    return as_it_comes_out(check_list(key, reply), reply)


def _number(key: Key, reply: str, code: CodeUnderTest) -> Check | None:
    said = numbers.number_claims(reply, asked(key, code))
    concluded = any(claim.weight == "conclusion" for claim in said)
    if (_repeats_the_inputs(key, reply) and not concluded) or _CODE_READ_OUT.fullmatch(reply):
        return None
    if _OTHER_KIND_FIRST.match(reply) and not clauses.corrected(reply):
        return another_kind(key, reply) or wrong(key, Claim(None, 0, len(reply)))
    if _in_a_row(reply, said):
        return Check("wrong", "gives a list for a number", said[0].start, said[-1].end)
    hundreds = _hundreds(key, reply)
    if hundreds is not None:
        return hundreds
    in_words = _in_words(key, reply, said)
    if in_words is not None:
        return in_words
    fraction = _fraction(key, reply)
    if fraction is not None:
        return fraction
    each = _FOR_EACH_OF_TWO.search(reply)
    if each:
        return Check("unclear", "gives one answer to each of two questions", *each.span())
    open_with = _OR_NOTHING.search(reply)
    if open_with and not any(claim.start > open_with.end() for claim in said):
        return Check("unclear", "leaves it open", *open_with.span(), several=True)
    bounds = any(claim.weight == "bound" for claim in said)
    if not bounds and _on_the_way(reply, claims.answer(reply, said).one, key):
        return None
    found = of_claims(key, reply, said) or another_kind(key, reply)
    nothing = _NOTHING_FIRST.match(reply)
    if found is None and nothing and key.value != 0:  # whether it means none or zero
        return wrong(key, Claim("nothing", *nothing.span()))
    return found or (None if numbers.numbers_in(reply) else accepted(key, reply))


# "Either one or None", "two, or maybe an error".
_OR_NOTHING = re.compile(
    r"\b(?:either|could be|maybe|might be) \w+,? or (?:maybe |perhaps )?(?:none|null|nothing|"
    r"an? (?:index |key |type )?error)\b|"
    r"\beither\b[^.;]*\bor\b[^.;]*\bdepends\b",
    re.IGNORECASE,
)
_FOR_EACH_OF_TWO = re.compile(
    r"\bfor (?:the |this )?one\b[^.;]*\bfor the other\b(?!.*\b(?:so|total|together)\b)",
    re.IGNORECASE,
)
_OTHER_KIND_FIRST = re.compile(
    r"\W*(?:(?:um|uh|well|i think|it's)\W+)*(?:none|null|true|false|an? empty (?:list|"
    r"string))\W*[.;!]",
    re.IGNORECASE,
)
_NOTHING_FIRST = re.compile(r"\W*(?:(?:um|uh|well)\W+)*nothing\b(?=\W*$|[,.;])", re.IGNORECASE)
_CODE_READ_OUT = re.compile(
    r"\W*(?:(?:so|well|um|uh|it's)\W+)*\w+ (?:plus|minus|times) equals? \w+\W*", re.IGNORECASE
)


def _repeats_the_inputs(key: Key, reply: str) -> bool:
    """Whether all the numbers said are those of the question, in its order."""
    given = [v for v in _flat(key.derivation.inputs) if not isinstance(v, str)]
    said = [n.value for n in numbers.numbers_in(reply) if n.kind == "cardinal"]
    gives = re.search(r"\b(?:gives?|returns?|times|once|twice)\b", reply, re.IGNORECASE)
    return len(said) > 1 and said == given and not gives


def _flat(value: object) -> list[object]:
    return (
        [v for item in value for v in _flat(item)] if isinstance(value, list | tuple) else [value]
    )


AT_LENGTH = 12  # words from which on a number in passing is taken for thinking aloud


def _on_the_way(reply: str, claim: Claim | None, key: Key) -> bool:
    """Whether all that is said is a number on the way: "in three hours everything is charged"."""
    if claim is None or claim.weight != "in passing" or claim.value == key.value:
        return False
    before = reply[: claim.start]
    return (
        len(re.findall(r"\w+", reply)) >= AT_LENGTH
        and len(re.findall(r"\w+", before)) > 2
        and not re.search(r"\bso\b(?! that)[^,.;]*$", before, re.IGNORECASE)
    )


def _in_a_row(reply: str, said: Sequence[Claim]) -> bool:
    """A list named as one, with several numbers right after another."""
    if len(said) < 2 or not re.search(r"\b(?:list|array)\b", reply[: said[0].start], re.IGNORECASE):
        return False
    gaps = (reply[a.end : b.start] for a, b in itertools.pairwise(said))
    return all(not re.search(r"\w", gap.replace("and", "")) for gap in gaps)


def _hundreds(key: Key, reply: str) -> Check | None:
    """ "Three forty-five" for 345."""
    if not isinstance(key.value, int) or not 110 <= key.value < 1000 or key.value % 100 < 10:
        return None
    said = rf"\b{spoken(key.value // 100)} {spoken(key.value % 100)}\b".replace(" ", r"[\s-]+")
    digits = r"[\s,]+".join(spoken(int(d)) for d in str(key.value))
    found = re.search(rf"{said}|\b{digits}\W*$", reply, re.IGNORECASE)
    return Check("right", "matches the key", *found.span()) if found else None


_SIGN = re.compile(
    r"\b(?:some|a|something|be|it's|is) (?:\w+ )?(negative|positive)(?: (?:number|"
    r"value))?(?! (?:one|two|"
    r"three|\d))",
    re.IGNORECASE,
)
_IN_TERMS = re.compile(
    r"\bas many (?:times )?as\b|\b(?:once|twice) (?:per|for (?:each|every))\b|\b(?:rows|columns|"
    r"length|number of \w+) times (?:the )?(?:number|"
    r"columns|"
    r"rows|length)\b|\bmultiply it by\b|\bhowever (?:many|long)\b|"
    r"\bthe (?:index|position|place) (?:where|of|at which|in which)\b",
    re.IGNORECASE,
)


_PARITY = re.compile(r"\b(odd|even) (?:number|count|amount)\b", re.IGNORECASE)
_MULTIPLE = re.compile(r"\b(?:multiple of|divisible by) (\w+)", re.IGNORECASE)


def _in_words(key: Key, reply: str, said: Sequence[Claim]) -> Check | None:
    """ "Something negative", "rows times columns": true of the number, and not the number."""
    if not isinstance(key.value, int | float):
        return None
    if any(claim.weight in ("said", "conclusion") for claim in said):
        terms = _IN_TERMS.search(reply, max(claim.end for claim in said))
        if terms is None or re.match("once|twice|the", terms.group(), re.IGNORECASE):
            return None  # "six times, once per letter"
        return Check("partial", "says of what it is made up", *terms.span())
    terms = _IN_TERMS.search(reply)
    parity = _PARITY.search(reply)
    if parity:
        fits = (key.value % 2 == 1) is (parity.group(1).lower() == "odd")
        verdict = "partial" if fits else "wrong"
        return Check(verdict, f"says only that it is {parity.group(1).lower()}", *parity.span())
    multiple = _MULTIPLE.search(reply)
    if multiple and (of := numbers.numbers_in(multiple.group(1))) and of[0].value:
        if key.value % of[0].value:
            return Check("wrong", "says what does not divide it", *multiple.span())
        return Check("partial", "says what divides it", *multiple.span())
    if terms:
        return Check("partial", "says of what it is made up", *terms.span())
    sign = _SIGN.search(reply)
    if sign:
        fits = (key.value < 0) is (sign.group(1).lower() == "negative")
        verdict = "partial" if fits else "wrong"
        return Check(verdict, f"says only that it is {sign.group(1).lower()}", *sign.span())
    return None


_PARTS = {"quarter": 0.25, "quarters": 0.25, "half": 0.5, "third": 1 / 3, "thirds": 1 / 3}


_FRACTION = re.compile(
    r"(?:\b(\w+) (?:and |in ?to )(?:a )?)?\b(?:(a|an|one|two|three|half a) )?(half|quarters?|"
    r"thirds?)\b",
    re.IGNORECASE,
)


def _fraction(key: Key, reply: str) -> Check | None:
    """ "Three and a quarter"."""
    if isinstance(key.value, bool) or not isinstance(key.value, int | float):
        return None
    for match in reversed(list(_FRACTION.finditer(reply))):
        whole = numbers.numbers_in(match.group(1) or "")
        count = numbers.numbers_in(match.group(2) or "")
        if match.group(1) and not whole:
            continue
        parts = float(count[0].value if count else 1) * _PARTS[match.group(3).lower()]
        value = (whole[0].value if whole else 0) + parts
        if abs(value - key.value) < 1e-9:
            return Check("right", "matches the key", match.start(), match.end())
        if match.group(1) and re.fullmatch(r"\W*", reply[match.end() :]):
            return wrong(key, Claim(value, match.start(), match.end()))
    return None


def _nothing(key: Key, reply: str, code: CodeUnderTest) -> Check | None:
    said = values.nones(reply)
    other = [
        c
        for c in numbers.number_claims(reply, asked(key, code))
        if c.weight in ("said", "conclusion") and c.value != "none"
    ]
    first, last = (said[0].start, said[-1].end) if said else (0, 0)
    if said and (
        not other
        or clauses.corrected(reply)
        or first < other[0].start
        or (last > other[-1].end and not re.match(r" of\b", reply[last:]))
    ):
        return Check("right", "names the value that the code gives", said[-1].start, said[-1].end)
    if other:
        return wrong(key, other[-1])
    one = claims.answer(reply, numbers.number_claims(reply, asked(key, code))).one
    if one is not None and not said and one.value != "none":
        return wrong(key, one)
    empty = values.empties(reply)
    if empty:
        return wrong(key, empty[-1])
    plain = [
        c
        for c in truths.truth_claims(reply)
        if reply[c.start : c.end].lower() in ("true", "false", "yes", "no")
    ]
    return of_claims(key, reply, plain) or accepted(key, reply)
