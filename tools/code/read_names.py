"""Names, what they are set to, expressions and the rest, as the matches of a query tell of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from tools.code.code_facts import (
    Assignment,
    Expression,
    Remark,
    Structure,
)
from tools.code.parse import Match
from tools.code.reading import Reading
from tools.code.spans import one_line
from tools.code.targets import stored_names

LONGEST_EXPRESSION = 500  # bytes; in code a thousand deep each expression holds all within it
_AssignmentKind = Literal["set", "update", "loop", "with", "parameter", "item"]


def _assignment(reading, match: Match, kind: str) -> None:
    here, line = reading.here(), match.span.line
    what: _AssignmentKind = "set"
    if kind in ("augmented", "step"):
        what = "update"
    elif kind == "with":
        what = "with"
    elif any(start.holds(match.span) for start in reading.starts[-1:]):
        what = "loop"
    for target in match.parts["assignment.target"]:
        names, items = stored_names(target)
        # The value of `i++` may be read where it stands.
        if kind != "step":
            reading.unread.update(place for _, place in names)
        reading.assignments += [Assignment(line, name, what, here) for name, _ in names]
        if kind != "step" or items:
            reading.assignments += [Assignment(line, name, "item", here) for name in items]


def _delete(reading, match: Match, _: str) -> None:
    for target in match.parts.get("delete.target", ()):
        items = stored_names(target)[1]
        line, here = match.span.line, reading.here()
        reading.assignments += [Assignment(line, name, "item", here) for name in items]


def _outer(reading, match: Match, _: str) -> None:
    reading.outer.add((match.span.text, reading.here()))
    reading.leave_out(match.span)


def _result(reading, match: Match, _: str) -> None:
    """A result that has a name: a bare ``return`` reads it."""
    reading.results.add(match.span)
    reading.names.append(match.span)


def _stored(reading, match: Match, _: str) -> None:
    reading.leave_out(match.span)


def _comparison(reading, match: Match, _: str) -> None:
    _expression(reading, match, "comparison")


def _boolean(reading, match: Match, _: str) -> None:
    _expression(reading, match, "boolean")


def _arithmetic(reading, match: Match, _: str) -> None:
    _expression(reading, match, "arithmetic")


def _integer(reading, match: Match, _: str) -> None:
    _expression(reading, match, "integer")


def _slice(reading, match: Match, _: str) -> None:
    _expression(reading, match, "slice")


def _expression(reading, match: Match, kind: str) -> None:
    span = match.span
    if span.end - span.start <= LONGEST_EXPRESSION:
        reading.expressions.append(
            Expression(span.line, span.start, span.end, span.text, kind, reading.here())
        )


def _structure(reading, match: Match, kind: str) -> None:
    if not kind:
        named = match.parts["structure.name"][0].text
        declared = match.span.source[match.span.start : match.span.end].partition(b"=")[0]
        kind = reading.dialect.structures.get(named, "")
        if not kind or re.search(rb">\s*&", declared):  # a reference makes nothing new
            return
    reading.structures.append(Structure(match.span.line, kind, reading.here()))


def _import(reading, match: Match, _: str) -> None:
    reading.imports.append(match.span.text.strip('<>"'))


def _name(reading, match: Match, kind: str) -> None:
    if kind and kind != "maybe":
        reading.leave_out(match.span)
    else:
        reading.names.append(match.span)


def _comment(reading, match: Match, _: str) -> None:
    text = match.span.text.removesuffix("*/").lstrip("#/* ").strip()
    reading.comments.append(Remark(match.span.line, text))


def _error(reading, match: Match, _: str) -> None:
    text = one_line(match.span.text)[:60]
    said = f"cannot make sense of `{text}`" if text else "something is missing here"
    reading.errors.append(Remark(match.span.line, said))


READERS: dict[str, Callable[[Reading, Match, str], None]] = {
    "assignment": _assignment,
    "delete": _delete,
    "outer": _outer,
    "result": _result,
    "stored": _stored,
    "comparison": _comparison,
    "boolean": _boolean,
    "arithmetic": _arithmetic,
    "integer": _integer,
    "slice": _slice,
    "structure": _structure,
    "import": _import,
    "name": _name,
    "comment": _comment,
    "error": _error,
}
"""By the kind of match."""
