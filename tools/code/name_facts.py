"""What follows from where names are set and used: changed arguments, unused names."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import TypeVar

from tools.code.code_facts import Assignment, CallSite, Mutation
from tools.code.languages import Dialect
from tools.code.scopes import Draft
from tools.code.spans import Nest, Span

Placed = TypeVar("Placed", Assignment, CallSite)


def mutations(
    functions: Sequence[Draft],
    assignments: Sequence[Assignment],
    calls: Sequence[CallSite],
    dialect: Dialect,
) -> tuple[Mutation, ...]:
    """Where a parameter's object seems to be changed, before the name is bound to another."""
    defined = {function.name for function in functions}
    sets = _grouped((a.function, a.name, a) for a in assignments if a.kind != "parameter")
    changing = _grouped(
        (c.function, name, c)
        for c in calls
        if c.on or c.name not in defined
        for name in _changed(c, dialect)
    )
    found: dict[Mutation, None] = {}
    for function in functions:
        here, lines = function.full_name, (function.span.line, function.span.end_line)
        for p, written in function.parameters.items():
            if p in dialect.own or (dialect.shared and not dialect.shared.search(written)):
                continue
            own = _between(sets.get((here, p), []), *lines)
            if dialect.through and dialect.through.search(written):
                found |= {Mutation(a.line, p, "assignment", here): None for a in own
                          if a.kind != "item"}  # fmt: skip
                before = 10**9
            else:
                rebound = [a.line for a in own if a.kind in ("set", "loop")]
                before = min(rebound, default=10**9)
            found |= {
                Mutation(a.line, p, "item assignment", here): None
                for a in own
                if a.kind == "item" and a.line < before
            }
            found |= {
                Mutation(c.line, p, c.name, here): None
                for c in _between(changing.get((here, p), []), *lines)
                if c.line < before
            }
    return tuple(sorted(found, key=lambda m: m.line))


def _changed(call: CallSite, dialect: Dialect) -> set[str]:
    """The names whose object the call changes."""
    names = {call.on} if call.on and call.name in dialect.changes else set()
    if call.name in dialect.changes_first:
        first = re.match(r"[\w.:]+\(\s*&?(\w+)\s*(?:[,)\[]|\.r?begin)", call.text)
        names |= {first.group(1)} if first else set()
    return names


def _grouped(found: Iterable[tuple[str, str, Placed]]) -> dict[tuple[str, str], list[Placed]]:
    """What was found by function and name, each group in order of lines."""
    groups: dict[tuple[str, str], list[Placed]] = {}
    for function, name, one in found:
        groups.setdefault((function, name), []).append(one)
    for group in groups.values():
        group.sort(key=lambda one: one.line)
    return groups


def _between(group: Sequence[Placed], first: int, last: int) -> Sequence[Placed]:
    """Those of a group that stand on these lines: functions may share a name."""
    low = bisect_left(group, first, key=lambda one: one.line)
    return group[low : bisect_right(group, last, key=lambda one: one.line)]


def unused(
    functions: Sequence[Draft],
    assignments: Sequence[Assignment],
    read: dict[str, list[int]],
    outer: set[tuple[str, str]],
    dialect: Dialect,
) -> tuple[Assignment, ...]:
    """Names that a function sets and nothing in it reads. ``read``: the places in bytes where each
    name is read; ``outer``: global and nonlocal names of a function, which others may read."""
    spans: dict[str, list[Span]] = {}
    for function in functions:
        spans.setdefault(function.full_name, []).append(function.span)
    nests = {name: Nest(found) for name, found in spans.items()}
    places = {name: sorted(found) for name, found in read.items()}
    found: list[Assignment] = []
    seen: set[tuple[str, str]] = set()
    for a in assignments:
        key = (a.function, a.name)
        if a.kind == "item" or not a.function or a.name.startswith("_") or key in seen:
            continue
        seen.add(key)
        if (a.name, a.function) in outer or a.name in dialect.own:
            continue
        where, around = places.get(a.name, []), nests.get(a.function)
        if not (around.any_holds(where) if around else where):
            found.append(a)
    return tuple(found)
