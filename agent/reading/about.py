"""Whether a number is said of something else than what was asked: "j would be three". Pure."""

from __future__ import annotations

import re

from agent.reading.claims import Asked
from agent.reading.clauses import Clause
from tools.spoken_numbers import numbers_in


def ends_with_number(before: str) -> bool:
    found = numbers_in(before)
    return bool(found) and not before[found[-1].end :].strip()


def is_difference(before: str, asked: Asked) -> bool:
    word = re.search(r"([A-Za-z_]\w*)\s*$", before)
    return (
        word is not None
        and word.group(1)
        in (
            asked.names
            | {"len", "length", "size", "n", "count", "end", "letters", "elements", "items"}
        )
        and word.group(1).lower() not in ("is", "returns", "return")
    )


RANGE = re.compile(r"\brange (?:of|from)\b(?!.*\bso\b)[^.;:]*$", re.IGNORECASE)
_SUBJECT = re.compile(
    r"[\W_]*(?:(?:well|so|then|and|the|but|now|um|uh|because)\W+)*([A-Za-z_]\w*)"
    r"(?: of \w+)?\s+(?:is|"
    r"was|would|will|becomes|became|equals|gets|goes|has|had|moves?|moved|starts?|ends?|"
    r"stays?|points)\b",
    re.IGNORECASE,
)


def of_a_variable(text: str, part: Clause, start: int, asked: Asked) -> bool:
    """ "So low is two" where no variable is asked for, and "low" is not what is returned."""
    subject = _SUBJECT.match(text[part.start : start])
    if subject is None or asked.about:
        return False
    return subject.group(1) in (asked.names if asked.counts else asked.names - asked.returned)


def about_another(text: str, part: Clause, start: int, asked: Asked) -> bool:
    """ "j would be three", "fib of four", "line eight runs three times": not what was asked."""
    clause = text[part.start : start]
    subject = _SUBJECT.match(clause)
    if subject and asked.about and subject.group(1) in asked.names - {asked.about}:
        return True
    call = re.search(r"\b([A-Za-z_]\w*)(?:\s+of)?\s+$", clause)
    if call and call.group(1) in asked.names - {asked.about} - asked.returned:
        return True
    line = re.search(r"\bline (?:number )?(\w+(?: \w+)?)", clause, re.IGNORECASE)
    if line and asked.line:
        named = [n.value for n in numbers_in(line.group(1))]
        return bool(named) and asked.line not in named
    return False


def as_given(text: str, end: int, value: int | float, asked: Asked) -> bool:
    """Whether it is an argument of the question, said again with its name behind it."""
    word = re.match(r"\s+([A-Za-z_]\w*)", text[end:])
    return word is not None and (word.group(1).lower(), value) in asked.given
