"""Replies to questions for a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pydantic import JsonValue

from agent.reading import items, numbers, parts, values
from agent.reading.claims import Claim
from agent.reading.clauses import clauses, corrected
from agent.reading.homophones import list_as_heard
from agent.replies.grouped import another_number, groups
from agent.replies.kinds import another_kind, gets_none
from agent.replies.placed import check_placed
from agent.replies.verdict import Check, accepted, wrong
from tools.code.probe import Key


def check_list(key: Key, reply: str) -> Check | None:
    wanted = items.items(key.value)
    flat = key.value if isinstance(key.value, list) else []
    words = [w for w in wanted if not re.fullmatch(r"-?[\d.]+|empty", w)]
    if key.value == [[]]:
        return _list_of_nothing(key, reply)
    empty = values.empties(reply)
    if key.value == [] and empty:
        others = [i for c in items.said_items(reply) if isinstance(c.value, list) for i in c.value]
        # "An empty list, nothing adds up to minus one", "one, two, none of them, so it's empty"
        if len(set(others) - {"empty"}) < 2 or _ends_empty(reply):
            place = (empty[-1].start, empty[-1].end)
            return Check("right", "names the value that the code gives", *place)
    grouped = groups(key, reply)
    if grouped is not None:
        spelt_out = _spelt_out(reply, wanted) if grouped.verdict == "partial" else None
        return spelt_out or grouped
    many = another_number(reply, len(wanted)) if words == wanted else None
    if many:
        return Check("wrong", f"says {many.group()!r}", *many.span())
    by_place = check_placed(key, reply)
    if by_place is not None:
        return by_place
    behind = reply.rpartition(":")[2] if ":" in reply else ""
    listed = items.said_items(behind, words)
    if listed and listed[-1].value == wanted:  # "the second waits one day, ...: zero, one, zero"
        return Check("right", "names the value that the code gives", 0, len(reply))
    drawn = _DRAWN.search(reply)
    listed = items.said_items(values.repeated(reply[drawn.end() :]), words) if drawn else []
    if len(wanted) > 1 and listed and listed[-1].value == wanted:
        return Check("right", "names the value that the code gives", 0, len(reply))
    spaced = with_spaces(reply, wanted)
    if spaced is not None:
        return spaced
    apart = values.repeated(numbers.digits_apart(reply, flat))
    if not words:
        apart = list_as_heard(apart)
    if apart != reply:
        return _whole(check_list(key, apart), reply)
    spelt_out = _spelt_out(reply, wanted)
    if spelt_out is not None:
        return spelt_out
    said = items.said_items(reply, words) or items.said_items(_apposed_says(reply), words)
    if len(words) == len(wanted):
        said = _of_words(said)
    if len(words) == len(wanted) == 1:
        spelt = values.texts(reply, articles=False)
        if spelt and str(spelt[-1].value).lower() == wanted[0]:
            place = (spelt[-1].start, spelt[-1].end)
            return Check("right", "spells the value that the code gives", *place)
    if said and len(wanted) > 1 and _only_mentioned(reply, said[-1]):
        return Check("partial", "names one item of it", said[-1].start, said[-1].end)
    if said and said[-1].value == ["none"] and len(wanted) > 1 and gets_none(reply):
        return wrong(key, Claim(None, said[-1].start, said[-1].end))
    if said:
        found = said[-1]
        assert isinstance(found.value, list)
        return _items(key, reply, found, [str(v) for v in found.value], wanted)
    if parts.only_size(reply):
        return Check("partial", "says how much is in it, not what", 0, len(reply))
    if values.nones(reply):
        return wrong(key, values.nones(reply)[-1])
    if parts.only_begins(reply) and re.search(r"\bmaybe\b|\bsomething\b", reply, re.IGNORECASE):
        return Check("partial", "says only how it begins", 0, len(reply))
    return accepted(key, reply) or _one_of_it(reply, wanted) or another_kind(key, reply)


# What a last part draws from what was said before: "..., makes three zeros in a list".
_DRAWN = re.compile(
    r".*(?:\bso\b|[,.;] (?:and )?(?:that |it |this |which )?(?:makes|gives|leaves|returns)\b)"
    r"(?!.*\bor\b)",
    re.IGNORECASE,
)
_BETWEEN_WORDS = (
    r"(?:\s*[,.;]\s*|\s+(?:and then|and|then|plus|with|together with|followed by|next to)\s+|"
    r"\s*,\s*(?:and then|and|then|plus)\s+)(?:also )?"
)


def _spelt_out(reply: str, wanted: Sequence[str]) -> Check | None:
    """Words spelled letter by letter, told apart by what stands between them: "a a b and then
    a b b"."""
    if not all(word.isalpha() and len(word) < 7 for word in wanted):
        return None
    if len(wanted) < 2 or not any(len(word) > 1 for word in wanted) or "empty" in wanted:
        return None
    spelled = _BETWEEN_WORDS.join(r"[\s-]+".join(word) for word in wanted)
    pattern = rf"(?<!\b[a-z] )(?<!\b[a-z], )(?<!\bnot )\b{spelled}\b(?!,?(?: and| then)* [a-z]\b)"
    found = re.search(pattern, reply[max(corrected(reply), default=0) :], re.IGNORECASE)
    if found is None:
        return None
    return Check("right", "spells the value that the code gives", 0, len(reply))


def _ends_empty(reply: str) -> bool:
    """Whether the last clause says "empty" and names no items: "... so loads stays empty"."""
    answers = [c for c in clauses(reply) if c.role in ("answer", "conclusion")]
    if len(answers) < 2:
        return False
    last = reply[answers[-1].start : answers[-1].end]
    return (
        bool(values.empties(last))
        and not numbers.numbers_in(last)
        and not re.search(r"\b(?:rest|others?|last|first|second|one)\b", last, re.IGNORECASE)
    )


def _apposed_says(reply: str) -> str:
    """A list whose items come only behind its size: "two lists, the empty one and then ..."."""
    return re.sub(r",(?=\s*(?:the|both|one)\b)", ";", reply)


def _only_mentioned(reply: str, claim: Claim) -> bool:
    """ "The zero is hidden", said of an item, is not the whole list."""
    one = isinstance(claim.value, list) and len(claim.value) == 1
    before = re.search(r"\b(?:the|first|last|other|next)\s+$", reply[: claim.start], re.I)
    after = re.match(
        r"\s+(?:is|are|was|were|never|gets?|has|have|does|doesn't|will|would|goes|comes|stays)\b",
        reply[claim.end :],
        re.IGNORECASE,
    )
    return one and before is not None and after is not None


_SPACES = re.compile(
    r"\b(?:(an?|one|two|three|four|five|six|\d+|some|the) )?(?:\w+ )?(space|blank)(s?)\b", re.I
)


def with_spaces(reply: str, wanted: Sequence[str]) -> Check | None:
    """A word filled up with spaces, as it is described: "hello plus one space at the end"."""
    item = wanted[0] if len(wanted) == 1 else ""
    word, spaces = item.strip(), len(item) - len(item.strip())
    said = _SPACES.search(reply)
    if not word.isalnum() or not spaces or not said:
        return None
    if not re.search(rf"\b{re.escape(word)}\b", reply, re.IGNORECASE):
        return None
    count = numbers.numbers_in(said.group(1) or "")
    number = count[0].value if count else 1 if (said.group(1) or "").lower() in ("a", "an") else 0
    if number == 0:
        return Check("partial", "does not say how many spaces", *said.span())
    if number != spaces:
        return Check("wrong", f"says {said.group()!r}", *said.span())
    return Check("right", "names the value that the code gives", *said.span())


def _one_of_it(reply: str, wanted: Sequence[str]) -> Check | None:
    """ "The last one is zero": a part of the list, by its place."""
    empty = values.empties(reply)
    if empty and parts.only_begins(reply) and "empty" in wanted:
        return Check("partial", "names one item of it", empty[-1].start, empty[-1].end)
    said = [c for c in numbers.number_claims(reply) if c.weight in ("said", "conclusion")]
    if not said or not parts.only_begins(reply) or f"{said[-1].value:g}" not in wanted:
        return None
    return Check("partial", "names one item of it", said[-1].start, said[-1].end)


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
    if parts.only_size(reply):
        return Check("partial", "says how much is in it, not what", *place)
    words = not any(re.fullmatch(r"-?[\d.]+|empty", item) for item in said)
    if part and _nothing_else(reply, found):
        return wrong(key, Claim([_as_number(item) for item in said], *place))
    if part and (len(said) > 1 or words or parts.only_begins(reply)):
        return Check("partial", f"names {len(said)} of the {len(wanted)} items", *place)
    if "or" in re.findall(r"\w+", reply.lower()) and len(said) > len(wanted):
        return Check("unclear", "several answers in one", *place)
    begins = parts.only_begins(items.without_apposed(reply))
    if begins and said[0] == wanted[0]:
        return Check("partial", "says only how it begins", *place)
    value: JsonValue = [_as_number(item) for item in said] if said != ["empty"] else []
    return wrong(key, Claim(value, *place))


_AROUND = frozenset({
    "um", "uh", "er", "so", "well", "okay", "i", "think", "guess", "i'd", "say", "it", "it's",
    "that's", "that", "is", "returns", "return", "gives", "give", "you", "we", "get", "back", "a",
    "the", "list", "array", "of", "with", "just", "only", "and", "then", "be", "would", "will",
})  # fmt: skip


def _nothing_else(reply: str, found: Claim) -> bool:
    """Whether the items are all that is said: "four, five, six." is meant as the whole list."""
    around = reply[: found.start] + " " + reply[found.end :]
    for part in clauses(around):
        words = re.findall(r"[a-z']+", around[part.start : part.end].lower())
        if part.role != "reason" and any(word not in _AROUND for word in words):
            return False
    return True


def _as_number(item: str) -> JsonValue:
    found = re.fullmatch(r"-?\d+", item)
    return int(item) if found else item


_HOLDS_EMPTY = re.compile(
    r"(?<!empty )\b(?:list|array|one)\b.*\b(?:with|of|contain\w*|hold\w*|has|inside|in it|"
    r"around)\b|\binside (?:of )?(?:a|another|the)\b.*\blist\b",
    re.IGNORECASE,
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
