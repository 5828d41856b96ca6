"""Replies to questions for a text or a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pydantic import JsonValue

from agent.reading import clauses, numbers, values
from agent.reading.claims import Claim
from agent.reading.words import phrase
from agent.replies.kinds import another_kind
from agent.replies.verdict import Check, accepted, wrong
from tools.code.probe import Key

_LETTER_NAMES = {
    "bee": "b", "cee": "c", "sea": "c", "see": "c", "dee": "d", "eff": "f", "gee": "g", "jay": "j",
    "kay": "k", "el": "l", "em": "m", "en": "n", "pee": "p", "cue": "q", "queue": "q", "are": "r",
    "ess": "s", "tea": "t", "tee": "t", "vee": "v", "why": "y", "eye": "i", "ay": "a",
}  # fmt: skip


def check_text(key: Key, reply: str) -> Check | None:
    wanted = str(key.value).lower()
    name = _LETTER_NAMES.get(re.sub(r"\W", "", reply).lower())  # a letter alone, by its name
    if name and len(wanted) == 1:
        verdict = "right" if name == wanted else "wrong"
        return Check(verdict, f"says the letter {name}", 0, len(reply))
    said = values.texts(reply)
    if not any(str(c.value).lower() == wanted for c in said):
        said = values.texts(reply, articles=False) or said
    right = [c for c in said if str(c.value).lower() == wanted]
    if right and (right[-1] is said[-1] or len(said) == 1 or len(wanted) > 1):
        return Check("right", "names the value that the code gives", right[-1].start, right[-1].end)
    named = _named_text(key, reply)
    if named is not None:
        return named
    if values.nones(reply) and (not said or clauses.corrected(reply)):
        return wrong(key, values.nones(reply)[-1])
    if values.only_begins(reply):
        return Check("partial", "says only how it begins or what it holds", 0, len(reply))
    if values.only_size(reply):
        return Check("partial", "says how long it is, not what", 0, len(reply))
    full = [c for c in said if len(str(c.value)) > 1 or _is_all(reply, c) or c.value == ""]
    if full:
        return wrong(key, full[-1])
    plain = [c for c in numbers.number_claims(reply) if c.weight in ("said", "conclusion")]
    if plain:
        return wrong(key, plain[-1])
    part = _part_of_the_inputs(key, reply)
    if part is not None:
        return wrong(key, part)
    word = _A_WORD.search(reply)
    return wrong(key, Claim(word.group(1), *word.span(1))) if word else None


def _part_of_the_inputs(key: Key, reply: str) -> Claim | None:
    """A run of letters that stands in a text of the question: "it gives ab"."""
    texts = [v for v in key.derivation.inputs if isinstance(v, str)]
    word = re.fullmatch(r"\W*([a-z]{2,})\W*", reply, re.IGNORECASE)
    if word and any(word.group(1).lower() in text.lower() for text in texts):
        return Claim(word.group(1), *word.span(1))
    for match in re.finditer(
        r"\b(?:gives?|returns?|is|be|it's|get|say)\s+([a-z]{2,})\b", reply, re.IGNORECASE
    ):
        if any(match.group(1).lower() in text.lower() for text in texts):
            return Claim(match.group(1), *match.span(1))
    return None


_A_WORD = re.compile(
    r"\b(?:says|is|returns|gives|be|string|word|prints)\s+(?:the\s+)?(?:string\s+|word\s+)?"
    r"(?!the\b|a\b|an\b|it\b|not\b|string\b|what\b|some|same\b|just\b|like\b|that\b|right\b|"
    r"wrong\b)"
    r"([a-z]{2,})\W*$",
    re.IGNORECASE,
)


def _named_text(key: Key, reply: str) -> Check | None:
    """The text itself as a word, or a symbol by its name."""
    from agent.reading.words import SYMBOLS

    forms = SYMBOLS.get(str(key.value), (str(key.value),))
    if len(str(key.value)) < 2 and str(key.value).isalnum():
        return None
    said = values.without(reply, 0, ("reason",))
    places = [p for form in forms for p in phrase(said, form)]
    if not places:
        return None
    start, end = places[-1]
    return Check("right", "names the value that the code gives", start, end)


def _is_all(reply: str, claim: Claim) -> bool:
    """Whether nothing else is said: a single letter is a claim only then."""
    rest = reply[: claim.start] + " " * (claim.end - claim.start) + reply[claim.end :]
    rest = values.without(rest, 0, ("reason",))
    words = re.findall(r"[a-z']+", rest.lower())
    return all(word in values._SKIPPED for word in words)


def check_list(key: Key, reply: str) -> Check | None:
    wanted = values.items(key.value)
    flat = key.value if isinstance(key.value, list) else []
    words = [w for w in wanted if not re.fullmatch(r"-?[\d.]+|empty", w)]
    if key.value == [[]]:
        return _list_of_nothing(key, reply)
    empty = values.empties(reply)
    if key.value == [] and empty:
        others = [i for c in values.said_items(reply) if isinstance(c.value, list) for i in c.value]
        if len(set(others) - {"empty"}) < 2:  # "an empty list, nothing adds up to minus one"
            place = (empty[-1].start, empty[-1].end)
            return Check("right", "names the value that the code gives", *place)
    groups = _groups(key, reply)
    if groups is not None:
        return groups
    apart = values.repeated(numbers.digits_apart(reply, flat))
    if apart != reply:
        return _whole(check_list(key, apart), reply)
    said = (
        _of_words(values.said_items(reply, words))
        if len(words) == len(wanted)
        else (values.said_items(reply, words))
    )
    if said:
        found = said[-1]
        assert isinstance(found.value, list)
        return _items(key, reply, found, [str(v) for v in found.value], wanted)
    if values.only_size(reply):
        return Check("partial", "says how much is in it, not what", 0, len(reply))
    if values.nones(reply):
        return wrong(key, values.nones(reply)[-1])
    return accepted(key, reply) or _one_of_it(reply, wanted) or another_kind(key, reply)


def _one_of_it(reply: str, wanted: Sequence[str]) -> Check | None:
    """ "The last one is zero": a part of the list, by its place."""
    empty = values.empties(reply)
    if empty and values.only_begins(reply) and "empty" in wanted:
        return Check("partial", "names one item of it", empty[-1].start, empty[-1].end)
    said = [c for c in numbers.number_claims(reply) if c.weight in ("said", "conclusion")]
    if not said or not values.only_begins(reply) or f"{said[-1].value:g}" not in wanted:
        return None
    return Check("partial", "names one item of it", said[-1].start, said[-1].end)


_GROUPS = re.compile(
    r"\b(one|two|three|four|a single|only one|\d) (?:\w+ )?(?:piles?|groups?|"
    r"sublists?)\b",
    re.IGNORECASE,
)


def _groups(key: Key, reply: str) -> Check | None:
    """How many lists are in a list of lists, where that is said: "two piles"."""
    said = _GROUPS.search(reply)
    value = key.value
    if not said or not isinstance(value, list) or not value:
        return None
    if not all(isinstance(item, list) for item in value):
        return None
    count = numbers.numbers_in(said.group(1))
    number = count[0].value if count else 1
    if number != len(value):
        return Check("wrong", f"says {said.group()!r}", *said.span())
    items = values.said_items(reply, [w for w in values.items(value) if w.isalpha()])
    words = [
        i
        for c in items
        if isinstance(c.value, list)
        for i in c.value
        if not re.fullmatch(r"-?[\d.]+", str(i))
    ]
    numeric = any(re.fullmatch(r"-?[\d.]+", w) for w in values.items(value))
    return None if words or numeric else Check("partial", "says how many, not what", *said.span())


def _of_words(said: Sequence[Claim]) -> list[Claim]:
    """Where words are asked for, numbers said beside them are none of the items: "all three"."""
    kept = []
    for claim in said:
        items = claim.value if isinstance(claim.value, list) else []
        words = [item for item in items if not re.fullmatch(r"-?[\d.]+", str(item))]
        kept.append(replace(claim, value=words or items))
    return kept


def _items(
    key: Key, reply: str, found: Claim, said: Sequence[str], wanted: Sequence[str]
) -> Check | None:
    place = (found.start, found.end)
    tail = list(said[-len(wanted) :])
    if list(said) == list(wanted) or (
        tail == list(wanted)
        and len(said) > len(wanted)
        and key.value != []
        and re.search(r"\b(?:so|list|that's|gives|returns)\b", reply[: found.end], re.IGNORECASE)
    ):
        return Check("right", "names the value that the code gives", *place)
    rest = iter(wanted)
    part = len(said) < len(wanted) and all(item in rest for item in said)
    if values.only_size(reply):
        return Check("partial", "says how much is in it, not what", *place)
    words = not any(re.fullmatch(r"-?[\d.]+|empty", item) for item in said)
    if part and (len(said) > 1 or words or values.only_begins(reply)):
        return Check("partial", f"names {len(said)} of the {len(wanted)} items", *place)
    if "or" in re.findall(r"\w+", reply.lower()) and len(said) > len(wanted):
        return Check("unclear", "several answers in one", *place)
    if values.only_begins(reply) and said[0] == wanted[0]:
        return Check("partial", "says only how it begins", *place)
    value: JsonValue = [_as_number(item) for item in said] if said != ["empty"] else []
    return wrong(key, Claim(value, *place))


def _as_number(item: str) -> JsonValue:
    found = re.fullmatch(r"-?\d+", item)
    return int(item) if found else item


_HOLDS_EMPTY = re.compile(
    r"\b(?:list|array|one)\b.*\b(?:with|of|contain\w*|hold\w*|has|inside|in it|around)\b", re.I
)


def _list_of_nothing(key: Key, reply: str) -> Check | None:
    empty = values.empties(reply)
    if not empty:
        return accepted(key, reply)
    if _HOLDS_EMPTY.search(reply) or re.search(r"\[\s*\[\s*\]\s*\]", reply):
        return Check("right", "names the value that the code gives", empty[0].start, empty[-1].end)
    return wrong(key, empty[-1])


def _whole(found: Check | None, reply: str) -> Check | None:
    """The same verdict on all of ``reply``, whose places are not those it was found at."""
    return replace(found, start=0, end=len(reply)) if found else None
