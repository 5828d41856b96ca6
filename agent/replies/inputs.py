"""The inputs that a reply gives, read: spelled, named, or one after another. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pydantic import JsonValue

from agent.reading import about, claims, clauses, numbers, values
from agent.replies import brackets
from agent.replies.inputs_spelled import EXPLAINED, Tried, blank, spelled_inputs
from agent.replies.inputs_worded import (
    any_value,
    is_value,
    looked_for,
    named_nothing,
    one_of_them,
    talks_of_it,
)
from agent.replies.rejected import without_rejected
from agent.replies.verdict import CodeUnderTest
from tools.code.probe import Key
from tools.code.spoken_input import inputs_in, shape_of
from tools.code.spoken_tests import several_in

# At its beginning a reply may say "whenever ..."; anywhere, what an input must be like. "I write
# Python every day" is neither.
_A_CONDITION = re.compile(
    r"^\W*(?:(?:um|uh|well|so|okay|i think|i'd say|maybe|probably|just|it's|the one)\W+)*"
    r"(?:any(?:thing)?|when(?:ever)?|where(?:ver)?|if|as soon as|something (?:with|that|where)|"
    r"whatever|such that|something too|whichever|for (?:a|any|the) (?:prime|even|odd)|as long as|"
    r"so long as|"
    r"squares? of|one where|there (?:needs|has) to be|"
    r"(?:the |an? )?(?:prime|even|odd) numbers?|you(?:'d)? need|it needs)\b|\bwhatever \w+ you\b|"
    r"\bno matter (?:which|what)\b|\bonly (?:falls|rises|goes)|\bnever go(?:es|"
    r"ing)? up\b|"
    r"\b(?:have|has) to be (?:one|something|a \w+) (?:where|that|with)\b|\b(?:whenever|any time|"
    r"as soon as|other than)\b|\beverything (?:that|with)\b|"
    r"\b(?:(?:smaller|bigger|larger|longer|shorter|more|less|fewer|greater) than|negative|sorted|"
    r"unsorted|duplicates?|the same|repeated|(?:is|are|an|be) (?:odd|even)|exactly|"
    r"(?:every|all|each|any)(?: the)? (?:other )?(?:one|element|number|letter|item|value|character|"
    r"entry|entries|list|text|string|input|word)s?)\b",
    re.IGNORECASE,
)
_A_CASE = re.compile(
    r"\b(?:one|something|an? \w+|some \w+) (?:where|in which|whose)\b|"
    r"\b(?:has|have|needs?) to (?:be|appear|come|occur|repeat|contain)\b|"
    r"\bwhere (?:the|there|you|it|all|every|both|some)\b",
    re.IGNORECASE,
)
_ANY_OF = re.compile(
    r"\b(?:any(?:thing)?|every(?:thing)?|all|whatever|something)\b[^,.;]*\b(?:than|below|"
    r"above|under|over|up to|with|where|that)\b",
    re.IGNORECASE,
)


def inputs_said(key: Key, reply: str, code: CodeUnderTest) -> list[Tried]:
    """The inputs that a reply gives: spelled texts, or values; reasons and "the one" are none."""
    reply = without_rejected(reply, key)
    spelled = spelled_inputs(key, reply, code)
    if spelled and not talks_of_it(reply, spelled):
        return spelled
    shape, names = shape_of(key, code.source, code.entry)
    if any(isinstance(like, list) for like in shape):
        reply = brackets.as_empty_list(reply)
    reply = one_of_them(named_nothing(reply, shape, names), shape, names)
    text = _without_reasons(any_value(reply, shape, names))
    if any(isinstance(like, list) for like in shape):
        text = values.repeated(_OF_THEM.sub(r"\2 \1", _TIMES_OF.sub(r"\2 \1 times", text)))
    flat = [v for item in shape for v in (item if isinstance(item, list) else ())]
    apart = numbers.digits_apart(text, flat) if flat else text
    if flat and _TWO_ALIKE.search(text):
        apart = re.sub(r"\b(\d)\1\b", r"\1 \1", apart)  # "two that are equal, like 55"
    if apart != text:  # its places are not those of the reply
        return [
            (args, 0, len(reply)) for args, *_ in inputs_in(apart, key, code.source, code.entry)
        ]
    for number in numbers.numbers_in(text):
        if number.kind != "pronoun" or is_value(text, number.start, number.end, names):
            continue
        if not re.match(
            r" of (?:zero|two|three|four|five|six|seven|eight|nine|\d)", text[number.end :]
        ):
            text = text[: number.start] + " " * (number.end - number.start) + text[number.end :]
    all_named = len(shape) > 1 and _given(text, names)
    offered = _EXAMPLE.search(text) or _SAY.search(text)
    explained = EXPLAINED.search(text)
    before = text[: explained.start()] if explained else text
    before = before if numbers.numbers_in(before) else text
    if _ANY_OF.search(before) and not (offered or all_named):
        return []
    text = _BOUND.sub(blank, _NO_VALUE.sub(blank, _SWAP.sub(blank, text)))
    example = _SAY.search(text)
    if example:
        said = " " * example.end() + text[example.end() :]
        after = EXPLAINED.search(said)
        found = after and _inputs_in(said[: after.start()], key, code, shape)
        found = found or _inputs_in(said, key, code, shape)
        if found:
            return found
    few = len(numbers.numbers_in(text)) < 2
    given = _given(text, names) or values.empties(text)
    if few and _is_long(text) and not given and condition_in(text):
        return []  # "whenever the cell where the two pointers meet holds water"
    if len(shape) > 1 and _ALL_EMPTY.search(text) and all(isinstance(v, list | str) for v in shape):
        nothing: tuple[JsonValue, ...] = tuple([] if isinstance(v, list) else "" for v in shape)
        return [(nothing, 0, len(text))]
    text = looked_for(text, shape, names)
    text = _TWICE.sub(r"\1 and \1", text)
    explained = EXPLAINED.search(text)
    if explained:
        found = _inputs_in(text[: explained.start()], key, code, shape)
        if found:
            return found
    return _inputs_in(text, key, code, shape)


# "Less than instead of less or equal", "off by one": the change itself is no input.
_SWAP = re.compile(r"\b(?:an? )?\w+ instead of (?:an? |the )?\w+|\boff by one\b", re.IGNORECASE)
_TWICE = re.compile(r"\b(?:the )?(?:word|string|text) (\w+) (?:two times|twice)\b", re.IGNORECASE)
_SAY = re.compile(
    r"\b(?:(?<!is )like|for example|for instance|say|such as|i'd (?:go with|take|pick|try|put)|"
    r"i would (?:go "
    r"with|take|pick|try)|i'll (?:go with|take|pick|try)|let's (?:take|try|say|do)|"
    r"let me (?:take|try))\b|,\s*so\b",
    re.IGNORECASE,
)
_TWO_ALIKE = re.compile(r"\b(?:equal|same|alike|two)\b", re.IGNORECASE)
# How often or how much, and no value: "two times", "one floor, just ..."; "I doubt there is one".
_NO_VALUE = re.compile(
    r"\bthere(?:'s| is| are|'d be| would be)(?:n't| not)? (?:one|any)\b(?=\W*(?:$|[.;!]))|"
    r"\b(?:two|three|four|\d) times\b|\b(?:one|a single) (?!zero|one|two|three|four|five|six|"
    r"seven|eight|nine|ten|\d)(\w+),\s*(?=(?:just|only|say|"
    r"with|(?:the )?\1)\b)",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"\b(?:more|fewer|less|greater|shorter|longer|smaller|bigger|larger) than \w+|"
    r"\b(?!one|two|three|four|five|six|\d)\w+ by (?:two|three|four|\d)\b",
    re.IGNORECASE,
)
_ALL_EMPTY = re.compile(r"\bboth\b[^.,;]*\bempty\b|\btwo empty\b", re.IGNORECASE)
# "A list with just a zero in it", "the single number five".
_HELD = re.compile(
    r"\b(?:with|of|holding|containing|like|has|having|is) (?:just|only|simply|a single|an?)"
    r"(?: an?| the| one)?(?: number)? (?:minus )?(?:zero|two|three|four|five|six|seven|eight|"
    r"nine|ten|\d+)\b(?! (?:numbers?|elements?|items?|entries|values?|letters?|words?))",
    re.IGNORECASE,
)


def _given(text: str, names: Sequence[str]) -> bool:
    """ "N is thirteen": an argument by its name, with its value."""
    said = "|".join(re.escape(name) for name in names)
    if _HELD.search(text):
        return True
    found = re.search(rf"\b(?:{said}) (?:is|equals|=|being|as|to be)\s+(\S+)", text, re.IGNORECASE)
    named = all(re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE) for name in names)
    return (len(names) > 1 and named) or (
        found is not None and bool(numbers.numbers_in(found.group(1)))
    )


def condition_in(text: str) -> re.Match[str] | None:
    """Where the reply says what an input must be like."""
    return _A_CONDITION.search(text) or _A_CASE.search(text)


def _is_long(text: str) -> bool:
    return len(re.findall(r"\w+", text)) >= 8


def _inputs_in(text: str, key: Key, code: CodeUnderTest, shape: Sequence[JsonValue]) -> list[Tried]:
    text = _HOW_MANY.sub(lambda match: " " * len(match.group()), text)
    if len(shape) == 1 and isinstance(shape[0], int):
        one = claims.answer(text, numbers.number_claims(text)).one
        if one is not None and not _of_the_code(text, one, code, key):
            return [((one.value,), one.start, one.end)]
        if one is not None:
            return []
    found = inputs_in(text, key, code.source, code.entry)
    return found or _before_remarks(text, key, code)


def _before_remarks(text: str, key: Key, code: CodeUnderTest) -> list[Tried]:
    """What is given before a last remark: "left is a, right is b, just these two letters"."""
    _, names = shape_of(key, code.source, code.entry)
    named = [list(re.finditer(rf"\b{re.escape(name)}\b", text, re.IGNORECASE)) for name in names]
    if len(names) < 2 or not all(named):
        return []
    last = max(found[0].end() for found in named)
    remark = text.rfind(",", last)
    if remark < 0 or not re.search(r"\w", text[last:remark]):
        return []
    return inputs_in(text[:remark], key, code.source, code.entry)


def _of_the_code(text: str, one: claims.Claim, code: CodeUnderTest, key: Key) -> bool:
    """ "Total is then starting with zero": said of a variable of the code, and no input."""
    _, names = shape_of(key, code.source, code.entry)
    own = frozenset(re.findall(r"^\s*([a-z_]\w*) [-+*/]?= ", code.source, re.MULTILINE))
    part = next((p for p in clauses.clauses(text) if p.holds(one.start)), None)
    of_it = claims.Asked(own - frozenset(names))
    return part is not None and about.of_a_variable(text, part, one.start, of_it)


# "Two equal numbers, say seven and seven": how many there are is none of them.
_HOW_MANY = re.compile(
    r"\b(?:two|three|four|five|\d) (?:of (?:them|those|these)|"
    r"(?:(?!(?:and|with|for|as|in)\b)\w+ )?(?:numbers|elements|items|values|entries|letters))\b",
    re.IGNORECASE,
)


def _without_reasons(reply: str) -> str:
    """``reply`` without its reasons; "one two for the first" is none here, whatever it would be
    in a count."""
    for part in clauses.clauses(reply):
        told = _BEGINS_WITH_NUMBER.match(reply, part.start)
        told = told or reply[: part.start].rstrip().endswith(":")  # "so a column: ..."
        if part.role == "reason" and not told:
            reply = (
                reply[: part.start] + ";" + " " * (part.end - part.start - 1) + reply[part.end :]
            )
    return reply


_BEGINS_WITH_NUMBER = re.compile(
    r"\W*(?:(?:and|so|then) )?(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|\d)",
    re.IGNORECASE,
)
# "Four times the number one", "zeros, three of them".
_NUMBER = r"(?:minus )?(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|\d+)"
_TIMES_OF = re.compile(
    rf"\b((?!one\b){_NUMBER}) times (?:the (?:number|value|same number) |an? |the )?"
    rf"({_NUMBER})\b(?! times)",
    re.IGNORECASE,
)
_OF_THEM = re.compile(
    r"\b((?:zero|one|two|three|four|five|six|seven|eight|nine)e?s),? "
    r"(two|three|four|five|six) of (?:them|those)\b",
    re.IGNORECASE,
)


_EXAMPLE = re.compile(
    r"\b(?:(?<!is )like|for example|for instance|say|such as|e\.g\.)\b", re.IGNORECASE
)


# What a test is for: ", this is impossible", "so it hits minus one", "for the not found case".
_WHAT_FOR = re.compile(
    r"(?:,\s*(?:this|which|it|that|those|these|you|i'd (?:need|have|want))\b|\s(?:so (?:it|that|"
    r"we|you)|to (?:get|see|hit|be|make|have)|"
    r"for the|because|since|that (?:covers|has|gets|goes|makes|one|saves|does|should))\b|"
    r"(?:^|(?<=[.!?]\s))(?:that|this|it|those|these|both)\b)[^.!?;]*?(?=,?\s*(?:and then|"
    r"and second|and after|then|and finally)\b|[.!?;]|$)|"
    r"\b(?:one|two|three|\d) (?:tests?|inputs?|cases?|of them|would (?:be|do)|is enough)\b[^,.;:]*",
    re.IGNORECASE,
)


def _without_explanations(reply: str) -> str:
    """``reply`` with what its tests are for made blank; places stay."""
    return _WHAT_FOR.sub(blank, reply)


def _spelled_apart(key: Key, reply: str, code: CodeUnderTest) -> list[Tried]:
    """Spelled texts, where "then" ends one."""
    found: list[Tried] = []
    at = 0
    for match in [*_THEN.finditer(reply), None]:
        end = match.start() if match else len(reply)
        piece = " " * at + reply[at:end]
        found += spelled_inputs(key, piece, code) if piece.strip() else []
        at = match.end() if match else end
    return found


_THEN = re.compile(r"(?:,\s*)?(?:\band )?\bthen\b", re.IGNORECASE)


def tests_said(key: Key, reply: str, code: CodeUnderTest) -> list[Tried]:
    """Several inputs, whatever each of them is said to be for."""
    plain = _without_explanations(reply)
    return (
        _spelled_apart(key, plain, code)
        or several_in(plain, key, code.source, code.entry)
        or several_in(reply, key, code.source, code.entry)
    )
