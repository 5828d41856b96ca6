"""Mutants of a piece of code: one small slip each, at a known line, with words for it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from tools.code.code_facts import CodeFacts, Expression

_COMPARE = {
    "<": ("<=", "less than", "less than or equal to"),
    "<=": ("<", "less than or equal to", "less than"),
    ">": (">=", "greater than", "greater than or equal to"),
    ">=": (">", "greater than or equal to", "greater than"),
    "==": ("!=", "equals", "not equals"),
    "!=": ("==", "not equals", "equals"),
}
_ARITHMETIC = {"+": ("-", "plus", "minus"), "-": ("+", "minus", "plus")}


@dataclass(frozen=True)
class Mutant:
    """``said`` completes "If line 7 ..." in speech; ``slip`` names what a reader would confuse."""

    line: int
    kind: str
    source: str
    said: str
    slip: str


def mutants(source: str, facts: CodeFacts, functions: tuple[str, ...]) -> tuple[Mutant, ...]:
    """Mutants of ``functions`` (full names), in order of place; each parses if the code does."""
    data = source.encode()
    found: list[Mutant] = []
    for expression in facts.expressions:
        if expression.function not in functions:
            continue
        if expression.kind == "comparison":
            found += _operator(data, expression, _COMPARE, r"<=|>=|==|!=|<|>", "comparison")
        elif expression.kind == "arithmetic":
            found += _operator(data, expression, _ARITHMETIC, r"[+-]", "sign")
        elif expression.kind == "boolean":
            found += _boolean(data, expression)
        elif expression.kind == "integer":
            found += _integer(data, expression)
    # With two "less than" on a line nobody could tell which of them is meant.
    said = Counter((mutant.line, mutant.said) for mutant in found)
    clear = [mutant for mutant in found if said[mutant.line, mutant.said] == 1]
    return tuple(sorted(clear, key=lambda m: (m.line, m.kind, m.said)))


def _operator(
    data: bytes, expression: Expression, table: dict[str, tuple[str, str, str]], pattern: str,
    kind: str,
) -> list[Mutant]:  # fmt: skip
    """The one operator of an expression swapped; none if there are several or none."""
    flat = _flat(expression.text)
    places = list(re.finditer(pattern, flat))
    if len(places) != 1 or places[0].group() not in table or not flat.isascii():
        return []
    place = places[0]
    line = expression.line + expression.text[: place.start()].count("\n")
    new, old_said, new_said = table[place.group()]
    start = expression.start + place.start()
    source = data[:start] + new.encode() + data[start + len(place.group()) :]
    said = f"said {new_said} instead of {old_said}"
    return [Mutant(line, kind, source.decode(), said, f"reads {old_said} as {new_said}")]


def _boolean(data: bytes, expression: Expression) -> list[Mutant]:
    flat = _flat(expression.text)
    places = list(re.finditer(r"\b(and|or)\b", flat))
    if len(places) != 1 or not flat.isascii():
        return []
    place = places[0]
    line = expression.line + expression.text[: place.start()].count("\n")
    new = "or" if place.group() == "and" else "and"
    start = expression.start + place.start()
    source = data[:start] + new.encode() + data[start + len(place.group()) :]
    said = f"said {new} instead of {place.group()}"
    return [Mutant(line, "boolean", source.decode(), said, f"reads {place.group()} as {new}")]


def _integer(data: bytes, expression: Expression) -> list[Mutant]:
    if expression.text not in ("0", "1", "2"):
        return []
    n = int(expression.text)
    new = 0 if n == 1 else 1
    source = data[: expression.start] + str(new).encode() + data[expression.end :]
    line_text = _line(data, expression.start)
    if len(re.findall(rf"\b{n}\b", line_text)) != 1:
        return []  # "the zero on line 3" must be only one
    said = f"had a {_WORD[new]} instead of the {_WORD[n]}"
    slip = f"is off by one at the {_WORD[n]}"
    return [Mutant(expression.line, "number", source.decode(), said, slip)]


_WORD = ("zero", "one", "two")


def _line(data: bytes, at: int) -> str:
    start = data.rfind(b"\n", 0, at) + 1
    end = data.find(b"\n", at)
    return data[start : end if end >= 0 else len(data)].decode("utf-8", "replace")


def _flat(text: str) -> str:
    """``text`` with what stands in brackets or quotes blanked, so that places stay the same."""
    flat, depth, quote = [], 0, ""
    for letter in text:
        if quote:
            quote = "" if letter == quote else quote
            flat.append("_")
        elif letter in "\"'":
            quote = letter
            flat.append("_")
        elif letter in "([{":
            depth += 1
            flat.append("_")
        elif letter in ")]}":
            depth -= 1
            flat.append("_")
        else:
            flat.append("_" if depth else letter)
    return "".join(flat)
