"""A wording's numbers and values beside those of the probe. Pure.

Inputs and line numbers are the question: none may be lost or come in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from agent.guard_readings import COUNTED, Case, readings
from tools.code.facts import read_facts
from tools.spoken_numbers import Spotted, numbers_in


def numbers_changed(case: Case) -> bool:
    """Whether they differ in every way in which the wording can be read: "four zeros" may be 0, 0,
    0, 0, "one row" may say how many there are or be there for itself."""
    if _calls_differ(case) or _children_differ(case):
        return True
    return all(_numbers_differ(replace(case, wording=text)) for text in readings(case))


def _calls_differ(case: Case) -> bool:
    """A call with a value that the probe does not call it with, or its calls in another order."""
    own, said = _calls(case.probe.text, case), _calls(case.wording, case)
    if "you call" not in case.probe.text:
        return False
    if set(said) - set(own):
        return True
    orders = [own, own[-1:] + own[:-1]] if "after that" in case.probe.text else [own]
    return sorted(said) == sorted(own) and said not in orders


def _calls(text: str, case: Case) -> list[tuple[str, str]]:
    """``enter 3`` and ``open "a"``, as they come."""
    methods = "|".join(function.name for function in read_facts(case.source).functions)
    return re.findall(rf"\b({methods}) (\"[^\"]*\"|\d+)", text)


def _children_differ(case: Case) -> bool:
    """A tree with its values in other places: "left child 0" as "left child minus 3"."""
    own, said = _children(case.probe.text), _children(case.wording)
    return "left child" in own and any(own.get(place) != said[place] for place in said)


def _children(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for place, value in _CHILD.findall(text.lower()):
        found.setdefault(place, []).append(value)
    return found


_CHILD = re.compile(
    r"\b(root|left child|right child)(?: is| of| being| as| at)? ((?:minus )?\d+)\b"
)


def _numbers_differ(case: Case) -> bool:
    """Inputs and line numbers are the question: none may be lost or come in, and a list of them
    keeps its order, whether it is written "[1, 2]" or "the list 1, 2". How many values an input
    has may be said as well ("the two paths"), if that is so."""
    own, said = runs(case.probe.text), runs(case.wording)
    if _another_size(case):
        return True
    changed = re.search(r"\bhad an? (\w+) instead of the (\w+)", case.probe.text)
    if changed:  # what stood there before may be left unsaid
        before = (
            float(numbers_in(changed.group(2))[0].value) if numbers_in(changed.group(2)) else None
        )
        if before is not None and not any(run == [before] for run in said):
            own = [run for run in own if run != [before]]
    said = _without_the_old_line(own, said, case)
    return all(_not_the_same(wanted, said, case) for wanted in _with_the_loop_or_not(own, case))


def _not_the_same(
    own: Sequence[Sequence[float]], said: Sequence[Sequence[float]], case: Case
) -> bool:
    if _ONCE_FOR_ALL.search(case.wording):  # "both are 10": said once
        return {n for run in own for n in run} != {n for run in said for n in run}
    return sorted(n for run in own for n in run) != sorted(n for run in said for n in run) or any(
        len(run) > 1 and not _in_order(run, said) for run in own
    )


# "Both are 10", "all four are zero"; "in all" counts and says nothing of the input.
_ONCE_FOR_ALL = re.compile(r"\b(?:both|each|(?<!in )(?<!at )(?<!after )all)\b", re.IGNORECASE)


def _without_the_old_line(
    own: Sequence[list[float]], said: Sequence[list[float]], case: Case
) -> list[list[float]]:
    """The wording's numbers, less those that quote the line of the code that is to be changed."""
    changed = re.match(r"If line (\d+) (?:said|had)\b", case.probe.text)
    if not changed:
        return list(said)
    line = case.source.splitlines()[int(changed.group(1)) - 1]
    quoted = {sign * float(n) for n in re.findall(r"\b\d+\b", line) for sign in (1, -1)}
    named = Counter(n for run in own for n in run)
    kept: list[list[float]] = []
    for run in said:
        kept.append([])
        for number in run:
            if named[number] > 0 or number not in quoted:
                kept[-1].append(number)
            named[number] -= 1
    return kept


def _in_order(run: Sequence[float], said: Sequence[Sequence[float]]) -> bool:
    whole = [other for other in said if sorted(other) == sorted(run)]
    if whole:
        return any(list(other) == list(run) for other in whole)
    flat = [n for other in said for n in other]
    return any(flat[at : at + len(run)] == list(run) for at in range(len(flat) - len(run) + 1))


def _with_the_loop_or_not(own: list[list[float]], case: Case) -> list[list[list[float]]]:
    """The probe's numbers, and also less the line of a loop that the wording names by its kind,
    when the code has one of that kind."""
    place = re.search(r"\bloop on line (\d+)", case.probe.text)
    named = _LOOP_BY_KIND.search(case.wording) or _A_LOOP.search(case.wording)
    if not place or not named:
        return [own]
    line = int(place.group(1))
    loops = [loop for loop in read_facts(case.source).loops if loop.kind != "comprehension"]
    word = named.group(1).lower() if named.re is _LOOP_BY_KIND else ""
    if word in ("for", "while"):
        loops = [loop for loop in loops if loop.kind == word]
    elif word in ("inner", "outer"):
        loops = [loop for loop in loops if (loop.nesting == 1) is (word == "outer")]
    if [loop.line for loop in loops] != [line]:
        return [own]
    at = len(own) - 1 - own[::-1].index([line])  # the line stands last; an input may be equal to it
    return [own, own[:at] + own[at + 1 :]]


_LOOP_BY_KIND = re.compile(r"\b(while|for|inner|outer)\b[\w\s]{0,8}\b(?:loop|body)", re.IGNORECASE)
_A_LOOP = re.compile(r"\bthe loop\b|\bpass(?:es)?\b|\brounds?\b", re.IGNORECASE)


def _another_size(case: Case) -> bool:
    """ "A list with only 5" is no list of 5 elements."""
    own = case.probe.text.lower()
    return any(
        match.group(0).lower() not in own
        for match in COUNTED.finditer(case.wording)
        if numbers_in(match.group(1)) and _OF_VALUES.match(match.group(2))
    )


_OF_VALUES = re.compile(
    r"(?:element|item|entrie|number|value|character|letter|row|path|list|string|text|zero|one|two|"
    r"three|price|visit|thing|column|word)$",
    re.IGNORECASE,
)


def values_changed(case: Case) -> bool:
    """The same for quoted text and the constants of the language. Quotes may be left out around
    a word."""
    return all(_values_differ(replace(case, wording=text)) for text in readings(case))


def _values_differ(case: Case) -> bool:
    said, own = values(case.wording), values(case.probe.text)
    if case.probe.text.startswith("If line"):  # quoted words of the line: "or equal"
        said = [v for v in said if v in own or not _SAID_OF_A_LINE.fullmatch(v)]
    if _NESTED_EMPTY.search(case.wording) and not _NESTED_EMPTY.search(case.probe.text):
        return True
    bare = [v for v in own if v not in said and v.isalnum() and _says_bare(case.wording, v)]
    return sorted([*said, *bare]) != own


_SAID_OF_A_LINE = re.compile(
    r"(?:(?:or|equals?|equal to|less|greater|than|not|to|plus|minus|zero|one|two|and|is|[<>=!]=?)"
    r"(?: |$))+",
    re.IGNORECASE,
)
_NESTED_EMPTY = re.compile(
    r"\blist (?:with|holding|containing|of|that holds)(?: just| only)? an? empty\b", re.IGNORECASE
)


def _says_bare(wording: str, value: str) -> bool:
    """Whether ``value`` stands there without its quotes; "a" and "I" are words besides."""
    if value not in ("a", "A", "I"):
        return says(wording, value)
    return bool(
        re.search(rf"\b(?:letter|is|are) {value}\b(?=[,.;?]| and\b)|\b{value}(?=,| and )", wording)
    )


def says(text: str, form: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text) is not None


_REPEATED = re.compile(
    r"\b(twice|thrice|(?<!at )(?<!even )once(?! (?:line|the|it|we|you|there|this|that|all|again|"
    r"more)\b)(?! \w+ (?:\d+|\"\w+|has|have|is|returns?|finish\w*|runs?|ends?|stops?)\b))\b",
    re.IGNORECASE,
)
_REPEATS = {"once": "one time", "twice": "two times", "thrice": "three times"}


def runs(text: str) -> list[list[float]]:
    """The numbers of ``text``, those that stand side by side together; "twice" is two."""
    text = _REPEATED.sub(lambda m: _REPEATS[m.group(1).lower()], text)
    found: list[list[float]] = []
    end = -1
    for number in numbers_in(text):
        passes = re.match(r"\s*(?:pass|round|iteration|lap)\b", text[number.end :])
        if (
            number.kind == "pronoun"
            or _a_thing(text, number)
            or (number.kind == "ordinal" and not passes)
        ):
            continue  # "the first", "that one"; but "the second pass" is two passes
        joined = found and re.fullmatch(r"[\s,]*(?:and\s+)?", text[end : number.start])
        if joined:
            found[-1].append(float(number.value))
        else:
            found.append([float(number.value)])
        end = number.end
    return found


def _a_thing(text: str, number: Spotted) -> bool:
    """ "One person", "the other one": a thing, and no number."""
    return text[number.start : number.end].lower() == "one" and bool(
        re.match(r"\s+(?:person|where|included|closing|opening)\b", text[number.end :])
        or re.search(
            r"\b(?:other|first|last|closing|opening|quick|easy|new|next|odd|another|me|us|which|"
            r"here's|here is|this is|try|small|smaller|tiny|short|simple|curly|square|round|"
            r"might|would|"
            r"could|can|should|does)\s+$",
            text[: number.start],
            re.IGNORECASE,
        )
        or (
            re.search(r"\bthe\s+$", text[: number.start])
            and re.match(
                r"\s+(?:with|that|which|in|on|for|we|you|where|it|\w+ing)\b", text[number.end :]
            )
        )
    )


def values(text: str) -> list[str]:
    quoted = re.findall(r"\"[^\"]*\"|'[^'\s]*'|`[^`\w]+`", text)
    text = re.sub(
        r"\bnothing in\b|\b[Nn]o (?:values|queries|items|elements|words|readings)\b", "empty", text
    )
    text = re.sub(r"\b(?:true or false|false or true)\b", "", text, flags=re.IGNORECASE)
    constants = re.findall(r"\b(?:true|false|none|null|empty)\b", text.lower())
    return sorted({q[1:-1] for q in quoted} | set(constants))
