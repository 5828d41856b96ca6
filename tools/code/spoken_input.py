"""Read the arguments of a call out of a spoken or typed reply, and try them.

"An empty list and target zero", "[1, 2] and 3", "the list one two two with k equal to one".  What
the arguments look like is known from the key's example; nothing is filled in that was not said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pydantic import JsonValue

from tools.code.facts import read_facts
from tools.code.inputs import chained, one_link
from tools.code.probe import Key
from tools.code.spoken_arguments import by_names
from tools.code.spoken_value import literals, parsed, value_in
from tools.code.versions import differ, run_versions
from tools.code.wording import chain_items
from tools.ports import Sandbox
from tools.spoken_numbers import numbers_in

Args = tuple[JsonValue, ...]
Spotted = tuple[Args, int, int]

CORRECTED = re.compile(
    r"\b(no wait|wait no|actually|i mean|sorry|or rather|scratch that|let me correct)\b[,:]?",
    re.IGNORECASE,
)
_OR = re.compile(r"\bor\b(?! equal)", re.IGNORECASE)


def inputs_in(reply: str, key: Key, source: str, entry: str) -> list[Spotted]:
    """The inputs that ``reply`` gives, each as (arguments, start, end) in the reply.

    After a self-correction only what follows counts; "or" separates several inputs.  A reply that
    does not give every argument gives none.
    """
    example, names = shape_of(key, source, entry)
    start = max((m.end() for m in CORRECTED.finditer(reply)), default=0)
    found = _read_all(reply, start, len(reply), example, names)
    if found:
        return found
    return _read_all(reply, 0, len(reply), example, names) if start else []


def shape_of(key: Key, source: str, entry: str) -> tuple[Sequence[JsonValue], tuple[str, ...]]:
    """Arguments that look like what is to be read, and the parameters' names."""
    example = key.shape or (key.value if isinstance(key.value, list) else ())
    function = read_facts(source).function(entry)
    return example, function.parameters[: len(example)] if function else ()


def broken_by(key: Key, args: Args, source: str, entry: str, sandbox: Sandbox) -> bool:
    """Whether the key's mutant answers ``args`` otherwise than the code in ``source``.

    Arguments with which the code itself raises break nothing: there is no answer to change.

    Raises:
        SandboxError: the sandbox could not run.
    """
    code, mutant = (
        results[0] for results in run_versions(sandbox, [source, key.mutant], entry, [args])
    )
    return code.state == "returned" and differ(code, mutant)


def _read_all(
    reply: str, start: int, end: int, example: Sequence[JsonValue], names: Sequence[str]
) -> list[Spotted]:
    found: list[Spotted] = []
    for left, right in _alternatives(reply, start, end):
        args = _read(reply[left:right], example, names)
        if args is not None:
            found.append((args, left, right))
    if not found and _OR.search(reply, start, end):
        args = _read(reply[start:end], example, names)
        return [(args, start, end)] if args is not None else []
    return found


def _alternatives(reply: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for match in _OR.finditer(reply, start, end):
        yield at, match.start()
        at = match.end()
    yield at, end


def _read(text: str, example: Sequence[JsonValue], names: Sequence[str]) -> Args | None:
    """All arguments, each from its own piece of ``text``; None if one is not there."""
    return values_in(pieces(text, example, names), example)


def values_in(parts: Sequence[str], example: Sequence[JsonValue]) -> Args | None:
    """The value of each of :func:`pieces`; None if there are no pieces, or one has no value."""
    if len(parts) != len(example) or not example:
        return None
    values = [_value(part, like) for part, like in zip(parts, example, strict=True)]
    if any(value is None for value in values):
        return None
    return tuple(value[0] for value in values if value is not None)


def _value(part: str, like: JsonValue) -> tuple[JsonValue] | None:
    """As :func:`value_in`; a linked list may be said as its items."""
    items = chain_items(like)
    if not items:
        return value_in(part, like)
    for start, end in literals(part):
        typed = parsed(part[start:end])
        if chain_items(typed) or one_link(typed):  # type: ignore[arg-type]
            return (typed,)  # type: ignore[return-value]
    found = value_in(part, items)
    return (chained(found[0]),) if found and isinstance(found[0], list) else None


# ------------------------------------------------------------------ which piece is which argument


def pieces(text: str, example: Sequence[JsonValue], names: Sequence[str]) -> tuple[str, ...]:
    """The part of ``text`` that is about each argument; none if that cannot be told."""
    if len(example) == 1:
        own = names[0] if names else ""
        if own and isinstance(example[0], list):  # "the two paths a and b": two is none of them
            text = re.sub(_COUNTED + _said(own), " ", text, flags=re.IGNORECASE)
        return (re.sub(_said(own), " " * len(own), text, flags=re.IGNORECASE) if own else text,)
    beside = _each_named(text, example, names)
    beside = beside or _of_both(text, example) or by_names(text, example, names)
    if beside is not None and values_in(beside, example) is not None:
        return beside
    named = _by_name(text, names)
    if named is not None:
        return named
    if len(example) == 2 and len(names) == 2:
        half = _by_one_name(text, names)
        if half is not None:
            return half
    return _by_brackets(text, example) or _by_joins(text, example, names) or ()


_COUNTED = r"\b(?:two|three|four|five|six|[2-6])\s+"
_BOTH = re.compile(
    r"\b(?:for |in |as )?(?:both|each)(?: of (?:them|these|the two))?\b", re.IGNORECASE
)


def _each_named(
    text: str, example: Sequence[JsonValue], names: Sequence[str]
) -> tuple[str, ...] | None:
    """ "First is four, last is six, both are even": each has its own, before what both are."""
    both = _BOTH.search(text)
    if both is None:
        return None
    before = text[: both.start()]
    if not names or not all(re.search(_said(name), before, re.IGNORECASE) for name in names):
        return None
    parts = by_names(before, example, names) or _by_name(before, names)
    return parts if parts and values_in(parts, example) is not None else None


def _of_both(text: str, example: Sequence[JsonValue]) -> tuple[str, ...] | None:
    """ "Both of them just a": one value for all arguments of one type."""
    if len(example) == 2 and re.search(r"\btwo empty\b", text, re.IGNORECASE):
        return ("empty", "empty")
    found = _BOTH.search(text)
    if not found or len({type(like) for like in example}) > 1:
        return None
    before, after = text[: found.start()], text[found.end() :]
    said = before if found.group().lower().startswith(("for", "in", "as")) else after
    return tuple(said for _ in example)


def _said(name: str) -> str:
    return r"\b" + re.escape(name).replace("_", r"[_ ]") + r"\b"


def _by_name(text: str, names: Sequence[str]) -> tuple[str, ...] | None:
    """Pieces that follow each parameter's name, if all are named."""
    places = [list(re.finditer(_said(name), text, re.IGNORECASE)) for name in names]
    if not names or any(not found for found in places):
        return None
    spots = sorted((found[0].start(), found[0].end(), i) for i, found in enumerate(places))
    pieces = [""] * len(names)
    for order, (_, end, which) in enumerate(spots):
        until = spots[order + 1][0] if order + 1 < len(spots) else len(text)
        pieces[which] = text[end:until]
    return tuple(pieces)


def _by_one_name(text: str, names: Sequence[str]) -> tuple[str, ...] | None:
    """Two arguments with only one of them named: the other is what stands on the other side."""
    for which, name in enumerate(names):
        place = re.search(_said(name), text, re.IGNORECASE)
        if place is None:
            continue
        before, after = text[: place.start()], text[place.end() :]
        if which == 1:
            return before, after
        parts = re.split(r"\b(?:and|with)\b", after)
        if len(parts) >= 2:
            return "and".join(parts[:-1]), parts[-1]
    return None


def _by_brackets(text: str, example: Sequence[JsonValue]) -> tuple[str, ...] | None:
    """Literals that stand in the text in the order of the arguments."""
    found = [text[a:b] for a, b in literals(text)]
    if len(found) == 1:
        whole = parsed(found[0])
        if isinstance(whole, tuple) and len(whole) == len(example):
            return tuple(repr(value) for value in whole)
    return tuple(found) if len(found) == len(example) else None


def _is_number(text: str) -> bool:
    said = numbers_in(text)
    return len(said) == 1 and not re.search(r"\w", text[: said[0].start] + text[said[0].end :])


def _by_joins(
    text: str, example: Sequence[JsonValue], names: Sequence[str]
) -> tuple[str, ...] | None:
    """Cut at "and", "with" or a comma: the last ones, which leave one plain number a piece."""
    plain = all(isinstance(v, int) for v in example)
    if plain:
        numbers = [n for n in numbers_in(text) if n.kind != "ordinal"]
        if len(numbers) != len(example):
            return None
        return tuple(text[n.start : n.end] for n in numbers)
    cuts = [m.span() for m in re.finditer(r"\b(?:and|with|then)\b|[;,]", text)]
    if len(cuts) < len(example) - 1:
        return None
    strong = [span for span in cuts if text[span[0]] not in ";,"]
    named = any(re.search(_said(name), text, re.IGNORECASE) for name in names)
    if not strong and named and _is_number(text[cuts[-1][1] :]):
        return None  # "days two, three": a list, and nothing of the other argument
    strong = strong or cuts
    chosen = strong[-(len(example) - 1) :]
    if len(chosen) < len(example) - 1:
        return None
    pieces, at = [], 0
    for start, end in chosen:
        pieces.append(text[at:start])
        at = end
    return (*pieces, text[at:])
