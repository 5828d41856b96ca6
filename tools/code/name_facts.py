"""What follows from where names are set and used: changed arguments, unused names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tools.code.code_facts import Assignment, CallSite, Mutation
from tools.code.languages import Dialect
from tools.code.scopes import Draft


def mutations(
    functions: Sequence[Draft],
    assignments: Sequence[Assignment],
    calls: Sequence[CallSite],
    dialect: Dialect,
) -> tuple[Mutation, ...]:
    """Where a parameter's object seems to be changed, before the name is bound to another."""
    found: list[Mutation] = []
    defined = {function.name for function in functions}
    for function in functions:
        here = function.full_name
        own_assignments = [a for a in assignments if a.function == here]
        own_calls = [c for c in calls if c.function == here and (c.on or c.name not in defined)]
        for p, written in function.parameters.items():
            if p in dialect.own or (dialect.shared and not dialect.shared.search(written)):
                continue
            sets = [a for a in own_assignments if a.name == p and a.kind != "parameter"]
            if dialect.through and dialect.through.search(written):
                found += [Mutation(a.line, p, "assignment", here) for a in sets if a.kind != "item"]
                before = 10**9
            else:
                rebound = [a.line for a in sets if a.kind in ("set", "loop")]
                before = min(rebound, default=10**9)
            found += [
                Mutation(line, p, "item assignment", here)
                for line in dict.fromkeys(a.line for a in sets if a.kind == "item")
                if line < before
            ]
            found += [
                Mutation(c.line, p, c.name, here)
                for c in own_calls
                if c.line < before and _changes(c, p, dialect)
            ]
    return tuple(sorted(found, key=lambda m: m.line))


def _changes(call: CallSite, parameter: str, dialect: Dialect) -> bool:
    if call.on == parameter and call.name in dialect.changes:
        return True
    first = re.match(r"[\w.:]+\(\s*&?(\w+)\s*(?:[,)\[]|\.r?begin)", call.text)
    return bool(call.name in dialect.changes_first and first and first.group(1) == parameter)


def unused(
    functions: Sequence[Draft],
    assignments: Sequence[Assignment],
    read: dict[str, list[int]],
    outer: set[tuple[str, str]],
    dialect: Dialect,
) -> tuple[Assignment, ...]:
    """Names that a function sets and nothing in it reads. ``read``: the places in bytes where each
    name is read; ``outer``: global and nonlocal names of a function, which others may read."""
    found: list[Assignment] = []
    seen: set[tuple[str, str]] = set()
    for a in assignments:
        key = (a.function, a.name)
        if a.kind == "item" or not a.function or a.name.startswith("_") or key in seen:
            continue
        seen.add(key)
        if (a.name, a.function) in outer or a.name in dialect.own:
            continue
        spans = [f.span for f in functions if f.full_name == a.function]
        places = read.get(a.name, [])
        if spans:
            places = [p for p in places if any(s.start <= p < s.end for s in spans)]
        if not places:
            found.append(a)
    return tuple(found)
