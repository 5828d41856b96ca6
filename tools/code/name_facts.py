"""What follows from where names are set and used: changed arguments, unused names, dead lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tools.code.code_facts import Assignment, CallSite, Function, Mutation

CHANGES = frozenset({
    "append", "extend", "insert", "pop", "remove", "clear", "sort", "reverse", "add", "discard",
    "update", "setdefault", "popitem", "appendleft", "popleft", "extendleft", "rotate",
})  # fmt: skip
_FIRST_ARGUMENT_CHANGES = frozenset({
    "heappush", "heappop", "heapify", "heapreplace", "heappushpop", "insort", "insort_left",
    "insort_right", "shuffle",
})  # fmt: skip


def mutations(
    functions: Sequence[Function], assignments: Sequence[Assignment], calls: Sequence[CallSite]
) -> tuple[Mutation, ...]:
    """Where a parameter's object seems to be changed, before the name is bound to another."""
    found: list[Mutation] = []
    for function in functions:
        here = function.full_name
        for p in function.parameters:
            rebound = [
                a.line
                for a in assignments
                if a.function == here and a.name == p and a.kind in ("set", "loop")
            ]
            before = min(rebound, default=10**9)
            found += [
                Mutation(a.line, p, "item assignment", here)
                for a in assignments
                if a.function == here and a.name == p and a.kind == "item" and a.line < before
            ]
            found += [
                Mutation(c.line, p, c.name, here)
                for c in calls
                if c.function == here and c.line < before and _changes(c, p)
            ]
    return tuple(sorted(found, key=lambda m: m.line))


def _changes(call: CallSite, parameter: str) -> bool:
    if call.on == parameter and call.name in CHANGES:
        return True
    first = re.match(r"[\w.]+\(\s*(\w+)\s*[,)]", call.text)
    return bool(call.name in _FIRST_ARGUMENT_CHANGES and first and first.group(1) == parameter)


def unused(
    assignments: Sequence[Assignment], read: set[str], outer: set[tuple[str, str]]
) -> tuple[Assignment, ...]:
    """Names that a function sets and nothing reads; ``outer`` are its global and nonlocal ones."""
    found: list[Assignment] = []
    seen: set[tuple[str, str]] = set()
    for a in assignments:
        key = (a.function, a.name)
        if a.kind == "item" or not a.function or a.name in read or a.name.startswith("_"):
            continue
        if key not in seen and (a.name, a.function) not in outer and a.name not in ("self", "cls"):
            seen.add(key)
            found.append(a)
    return tuple(found)


_GOES_ON = ("else", "elif", "except", "finally", "case")


def unreachable(text: str, ends: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """Lines of Python right after a ``return``, ``raise``, ``break`` or ``continue`` that have its
    indentation; ``ends`` are the first and last lines of those."""
    lines = text.split("\n")
    found: set[int] = set()
    for line, end_line in ends:
        start = lines[line - 1]
        if not re.match(r"\s*(return|raise|break|continue)\b", start):
            continue
        indent = start[: len(start) - len(start.lstrip())]
        for number in range(end_line + 1, len(lines) + 1):
            after = lines[number - 1]
            if not after.strip() or after.lstrip().startswith("#"):
                continue
            if after.startswith(indent) and not after[len(indent) :][:1].isspace():
                word = re.match(r"\w*", after.strip())
                if word and word.group() not in _GOES_ON:
                    found.add(number)
            break
    return tuple(sorted(found))
