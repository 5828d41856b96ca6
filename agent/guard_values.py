"""A wording's numbers and values beside those of the probe. Pure.

Inputs and line numbers are the question: none may be lost or come in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from agent.reading.values import repeated, texts
from tools.code.facts import read_facts
from tools.code.probe import Probe
from tools.spoken_numbers import Spotted, numbers_in


@dataclass(frozen=True)
class Case:
    """A wording beside the probe that it words."""

    wording: str
    probe: Probe
    source: str


def with_values(wording: str, probe: Probe) -> str:
    """``wording`` with a text of the probe that is spelled or described in quotes, as the probe has
    it: "open paren, close paren" is "()"."""
    for value in re.findall(r"\"([^\"]{2,})\"", probe.text):
        if f'"{value}"' in wording:
            continue
        for claim in texts(wording):
            if claim.value == value:
                wording = f'{wording[: claim.start]}"{value}"{wording[claim.end :]}'
                break
    return wording


def numbers_changed(case: Case) -> bool:
    """Whether they differ as they stand, and also with "four zeros" as zero, zero, zero, zero."""
    said = replace(case, wording=repeated(case.wording))
    return _numbers_differ(case) and (said == case or _numbers_differ(said))


def _numbers_differ(case: Case) -> bool:
    """Inputs and line numbers are the question: none may be lost or come in, and a list of them
    keeps its order, whether it is written "[1, 2]" or "the list 1, 2". How many values an input
    has may be said as well ("the two paths"), if that is so."""
    own, said = runs(case.probe.text), runs(_without_counts(case))
    if _another_size(case):
        return True
    own = _without_the_loop(own, said, case)
    changed = re.search(r"\bhad an? (\w+) instead of the (\w+)", case.probe.text)
    if changed:  # what stood there before may be left unsaid
        before = (
            float(numbers_in(changed.group(2))[0].value) if numbers_in(changed.group(2)) else None
        )
        if before is not None and not any(run == [before] for run in said):
            own = [run for run in own if run != [before]]
    if re.search(r"\b(?:both|each)\b", case.wording, re.IGNORECASE):  # "both are 10": said once
        return {n for run in own for n in run} != {n for run in said for n in run}
    return sorted(n for run in own for n in run) != sorted(n for run in said for n in run) or any(
        len(run) > 1 and not _in_order(run, said) for run in own
    )


def _in_order(run: Sequence[float], said: Sequence[Sequence[float]]) -> bool:
    flat = [n for other in said for n in other]
    return any(flat[at : at + len(run)] == list(run) for at in range(len(flat) - len(run) + 1))


def _without_the_loop(
    own: Sequence[list[float]], said: Sequence[Sequence[float]], case: Case
) -> list[list[float]]:
    """The probe's numbers, less the line of a loop that the wording names by its kind, when the
    code has one of that kind."""
    place = re.search(r"\bloop on line (\d+)", case.probe.text)
    kind = re.search(
        r"\b(while|for|inner|outer)\b[\w\s]{0,8}\b(?:loop|body)|\bthe loop\b|\bpass(?:es)?\b|"
        r"\brounds?\b",
        case.wording,
    )
    if not place or not kind:
        return list(own)
    line = float(place.group(1))
    if any(list(run) == [line] for run in said):
        return list(own)
    loops = re.findall(r"^\s*(for|while)\b", case.source, re.MULTILINE)
    word = kind.group(1)
    one = len(loops) == 1 or (word in ("for", "while") and loops.count(word) == 1)
    nested = word in ("inner", "outer") and len(loops) == 2
    return [run for run in own if run != [line]] if one or nested else list(own)


_COUNTED = re.compile(r"\b(?:the |these |those |just )?(\w+) ([a-z]+?)s?\b(?!-)", re.IGNORECASE)


def _without_counts(case: Case) -> str:
    """The wording without numbers that only say how long an input of the probe is."""
    sizes = {len(v) for v in case.probe.key.derivation.inputs if isinstance(v, list | str)}
    sizes |= {len(case.probe.key.derivation.inputs)}
    sizes |= {len(function.parameters) for function in read_facts(case.source).functions}
    parameters = {"input", "argument"} | {
        name.removesuffix("s")
        for function in read_facts(case.source).functions
        for name in function.parameters
    }
    text = re.sub(r"\bboth arguments\b", "both", case.wording)
    for match in reversed(list(_COUNTED.finditer(text))):
        found = numbers_in(match.group(1))
        named = _OF_VALUES.match(match.group(2)) or match.group(2) in parameters
        if found and named and found[0].value in sizes:
            text = text[: match.start(1)] + text[match.end(1) :]
    return text


def _another_size(case: Case) -> bool:
    """ "A list with only 5" is no list of 5 elements."""
    own = case.probe.text.lower()
    return any(
        match.group(0).lower() not in own
        for match in _COUNTED.finditer(_without_counts(case))
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
    said, own = values(case.wording), values(case.probe.text)
    bare = [
        v
        for v in own
        if v not in said
        and v.isalnum()
        and (len(v) > 1 or v not in "aAI")
        and says(case.wording, v)
    ]
    return sorted([*said, *bare]) != own


def says(text: str, form: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text) is not None


_REPEATED = re.compile(
    r"\b(twice|thrice|(?<!at )(?<!even )once(?! (?:the|it|we|you|there|this|that|all|again|"
    r"more)\b))\b",
    re.IGNORECASE,
)
_REPEATS = {"once": "one time", "twice": "two times", "thrice": "three times"}


def runs(text: str) -> list[list[float]]:
    """The numbers of ``text``, those that stand side by side together; "twice" is two."""
    text = _REPEATED.sub(lambda m: _REPEATS[m.group(1).lower()], text)
    found: list[list[float]] = []
    end = -1
    for number in numbers_in(text):
        passes = re.match(r"\s*(?:pass|round|iteration)\b", text[number.end :])
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
        or re.search(r"\b(?:other|first|last|closing|opening)\s+$", text[: number.start])
    )


def values(text: str) -> list[str]:
    quoted = re.findall(r"\"[^\"]*\"|'[^'\s]*'|`[^`\w]+`", text)
    text = re.sub(
        r"\bnothing in\b|\b[Nn]o (?:values|queries|items|elements|words|readings)\b", "empty", text
    )
    constants = re.findall(r"\b(?:true|false|none|null|empty)\b", text.lower())
    return sorted({q[1:-1] for q in quoted} | set(constants))
