"""What an assignment sets: the names, and the objects of which it sets a part."""

from __future__ import annotations

import re

from tools.code.spans import Span

_IDENTIFIER = re.compile(rb"[^\W\d]\w*")
_KEY = re.compile(rb"[^\W\d]\w*\s*:(?![:=])")  # `{key: name}` in a pattern
_CLOSING = {b"[": b"]", b"(": b")"}


def stored_names(target: Span) -> tuple[list[tuple[str, tuple[int, int]]], list[str]]:
    """Names that an assignment to ``target`` sets, each with its place in bytes; and the names
    whose object it changes: ``a`` for ``a[i]``, ``a.b`` and ``*a``."""
    source = target.source[target.start : target.end]
    if target.kind.endswith("pattern"):
        source = _KEY.sub(lambda m: b" " * len(m.group()), source)
    declared = target.kind.endswith("_declarator")
    names: list[tuple[str, tuple[int, int]]] = []
    items: list[str] = []
    at = 0
    while found := _IDENTIFIER.search(source, at):
        name, at = found.group().decode("utf-8", "replace"), found.end()
        place = target.start + found.start(), target.start + found.end()
        end = _suffix(source, at)
        through_pointer = source[: found.start()].rstrip().endswith(b"*")
        if declared:
            names.append((name, place))
            if not source.lstrip(b"&* ").startswith(b"["):  # `auto& [a, b]` sets several
                break
        elif end > at or through_pointer:
            items.append(name)
            at = end
        else:
            names.append((name, place))
    return names, items


def _suffix(source: bytes, at: int) -> int:
    """Where ``[i]``, ``.b``, ``->b`` and ``()`` after a name end; ``at`` if there is none."""
    while True:
        rest = re.compile(rb"\s*(?:\[|\(|\??\.\??|->|!)").match(source, at)
        if rest is None:
            return at
        mark = rest.group().strip()[-1:]
        at = rest.end()
        if mark in _CLOSING:
            at = _closed(source, at, mark)
        elif found := re.compile(rb"\s*#?\w+").match(source, at):
            at = found.end()


def _closed(source: bytes, at: int, mark: bytes) -> int:
    depth = 1
    while at < len(source) and depth:
        letter = source[at : at + 1]
        depth += (letter == mark) - (letter == _CLOSING[mark])
        at += 1
    return at
