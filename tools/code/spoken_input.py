"""Read the arguments of a call out of a spoken or typed reply, and try them.

"An empty list and target zero", "[1, 2] and 3", "the list one two two with k equal to one".  What
the arguments look like is known from the key's example; nothing is filled in that was not said.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

from pydantic import JsonValue

from tools.code.facts import read_facts
from tools.code.probe import Key
from tools.code.versions import differ, run_versions
from tools.code.wording import is_tree
from tools.ports import Sandbox
from tools.spoken_numbers import numbers_in

Args = tuple[JsonValue, ...]
Spotted = tuple[Args, int, int]

_CORRECTED = re.compile(
    r"\b(no wait|wait no|actually|i mean|sorry|or rather|scratch that|let me correct)\b[,:]?",
    re.IGNORECASE,
)
_OR = re.compile(r"\bor\b(?! equal)", re.IGNORECASE)
_EMPTY = re.compile(r"\b(empty|no (items|elements|numbers|letters|characters))\b|\[\s*\]", re.I)
_PLURALS = {
    word: n
    for n, word in enumerate(
        ("zeros", "ones", "twos", "threes", "fours", "fives", "sixes", "sevens", "eights", "nines")
    )
} | {"zeroes": 0}
_SYMBOLS = (
    (r"(open(ing)?|left) (paren\w*|round bracket\w*)", "("),
    (r"(clos(e|ed|ing)|right) (paren\w*|round bracket\w*)", ")"),
    (r"(open(ing)?|left) (square bracket\w*|bracket\w*)", "["),
    (r"(clos(e|ed|ing)|right) (square bracket\w*|bracket\w*)", "]"),
    (r"(open(ing)?|left) (curly( bracket| brace)?\w*|brace\w*)", "{"),
    (r"(clos(e|ed|ing)|right) (curly( bracket| brace)?\w*|brace\w*)", "}"),
)
_FILLER = frozenset(
    {
        "a", "an", "the", "is", "be", "are", "and", "with", "string", "strings", "word", "words",
        "list", "lists", "of", "then", "like", "say", "maybe", "would", "could", "it", "input",
        "for", "example", "equal", "equals", "to", "as", "um", "uh", "so", "well", "if", "i",
        "think", "just", "only", "letters", "letter", "text", "value", "set", "array", "arrays",
    }
)  # fmt: skip


def inputs_in(reply: str, key: Key, source: str, entry: str) -> list[Spotted]:
    """The inputs that ``reply`` gives, each as (arguments, start, end) in the reply.

    After a self-correction only what follows counts; "or" separates several inputs.  A reply that
    does not give every argument gives none.
    """
    example = key.value if isinstance(key.value, list) else []
    function = read_facts(source).function(entry)
    names = function.parameters if function else ()
    start = max((m.end() for m in _CORRECTED.finditer(reply)), default=0)
    found = _read_all(reply, start, len(reply), example, names)
    if found:
        return found
    return _read_all(reply, 0, len(reply), example, names) if start else []


def broken_by(key: Key, args: Args, entry: str, sandbox: Sandbox) -> bool:
    """Whether the key's mutant answers ``args`` otherwise than the code that it was made from.

    Arguments with which the code itself raises break nothing: there is no answer to change.

    Raises:
        SandboxError: the sandbox could not run.
    """
    code, mutant = (
        results[0] for results in run_versions(sandbox, [original(key), key.mutant], entry, [args])
    )
    return code.state == "returned" and differ(code, mutant)


def original(key: Key) -> str:
    """The code that a mutant was made from: the key's evidence holds the line as it was."""
    lines = key.mutant.split("\n")
    line, was = key.derivation.evidence["line"], key.derivation.evidence["was"]
    if not isinstance(line, int) or not isinstance(was, str):
        raise ValueError("the key of a mutation holds its line and the line's text")
    lines[line - 1] = was
    return "\n".join(lines)


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
    if not example:
        return None
    pieces = _pieces(text, example, names[: len(example)])
    if pieces is None:
        return None
    values = [_value(piece, like) for piece, like in zip(pieces, example, strict=True)]
    if any(value is None for value in values):
        return None
    return tuple(value[0] for value in values if value is not None)


# ------------------------------------------------------------------ which piece is which argument


def _pieces(
    text: str, example: Sequence[JsonValue], names: Sequence[str]
) -> tuple[str, ...] | None:
    if len(example) == 1:
        return (text,)
    named = _by_name(text, names)
    if named is not None:
        return named
    if len(example) == 2 and len(names) == 2:
        half = _by_one_name(text, names)
        if half is not None:
            return half
    return _by_brackets(text, example) or _by_joins(text, example)


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
    literals = [text[a:b] for a, b in _literals(text)]
    if len(literals) == 1 and isinstance(_parsed(literals[0]), tuple):
        whole = _parsed(literals[0])
        if isinstance(whole, tuple) and len(whole) == len(example):
            return tuple(repr(v) for v in whole)
    if len(literals) == len(example):
        return tuple(literals)
    return None


def _by_joins(text: str, example: Sequence[JsonValue]) -> tuple[str, ...] | None:
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
    strong = [span for span in cuts if text[span[0]] not in ";,"] or cuts
    chosen = strong[-(len(example) - 1) :]
    if len(chosen) < len(example) - 1:
        return None
    pieces, at = [], 0
    for start, end in chosen:
        pieces.append(text[at:start])
        at = end
    return (*pieces, text[at:])


# ------------------------------------------------------------------ one value


def _value(text: str, like: JsonValue) -> tuple[JsonValue] | None:
    """The value in ``text`` that looks like ``like``, in a tuple; None if there is none."""
    for a, b in _literals(text):
        value = _parsed(text[a:b])
        if _fits(value, like):
            return (_plain(value),)
    if isinstance(like, bool):
        word = re.search(r"\b(true|false|yes|no)\b", text, re.IGNORECASE)
        return (word.group().lower() in ("true", "yes"),) if word else None
    if isinstance(like, int | float):
        numbers = [n for n in numbers_in(text) if n.kind != "ordinal"]
        return (numbers[0].value,) if len(numbers) == 1 else None
    if isinstance(like, str):
        return _string(text)
    if isinstance(like, list):
        return _list(text, like)
    return None


def _string(text: str) -> tuple[JsonValue] | None:
    if _EMPTY.search(text):
        return ("",)
    for pattern, symbol in _SYMBOLS:
        text = re.sub(rf"\b{pattern}(?!\w)", f" {symbol} ", text, flags=re.IGNORECASE)
    symbols = re.findall(r"[()\[\]{}]", text)
    if symbols:
        return ("".join(symbols),)
    named = re.search(r"\b(?:letter|word|string|text)\s+(\w+)\s*$", text.rstrip(" .!?"))
    if named and named.group(1).lower() not in ("is", "of", "with"):
        return (named.group(1),)
    words = [w for w in re.findall(r"[\w']+", text) if w.lower() not in _FILLER]
    letters = re.findall(r"\b\w\b", text)
    if len(letters) > 1 and all(len(w) == 1 for w in words):
        return ("".join(w for w in letters),)
    return (words[0],) if len(words) == 1 else None


def _list(text: str, like: Sequence[JsonValue]) -> tuple[JsonValue] | None:
    inner = like[0] if like else 0
    if isinstance(inner, list):
        return _lists(text, like)
    repeated = _repeated(text)
    if repeated is not None:
        return (repeated,)
    if isinstance(inner, str):
        quoted = re.findall(r"[\"'“‘]([^\"'”’]*)[\"'”’]", text)
        words = quoted or [w for w in re.findall(r"\w+", text) if w.lower() not in _FILLER]
        return (list(words),) if words else (([],) if _EMPTY.search(text) else None)
    numbers: list[JsonValue] = [n.value for n in numbers_in(text) if n.kind != "ordinal"]
    if numbers:
        return (numbers,)
    return ([],) if _EMPTY.search(text) else None


def _repeated(text: str) -> list[JsonValue] | None:
    """ "three twos" is [2, 2, 2]."""
    found = re.search(r"\b(\w+)\s+(" + "|".join(_PLURALS) + r")\b", text, re.IGNORECASE)
    if not found:
        return None
    count = numbers_in(found.group(1))
    if not count or not isinstance(count[0].value, int) or not 0 < count[0].value < 50:
        return None
    return [_PLURALS[found.group(2).lower()] for _ in range(count[0].value)]


def _lists(text: str, like: Sequence[JsonValue]) -> tuple[JsonValue] | None:
    """Numbers in rows of the example's width."""
    widths = {len(row) for row in like if isinstance(row, list)}
    numbers: list[JsonValue] = [n.value for n in numbers_in(text) if n.kind != "ordinal"]
    if not numbers:
        return ([],) if _EMPTY.search(text) else None
    parts = [p for p in re.split(r";|\band then\b|\bthen\b", text) if numbers_in(p)]
    if len(parts) > 1:
        return ([[n.value for n in numbers_in(part)] for part in parts],)
    width = next(iter(widths)) if len(widths) == 1 else 0
    if width and len(numbers) % width == 0:
        return ([numbers[i : i + width] for i in range(0, len(numbers), width)],)
    return None


# ------------------------------------------------------------------ literals


def _literals(text: str) -> list[tuple[int, int]]:
    """Places of brackets that close, and of quoted text, outermost first."""
    found, at = [], 0
    while at < len(text):
        letter = text[at]
        if letter in "[({":
            end = _closing(text, at)
            if end and _parsed(text[at:end]) is not _NOTHING:
                found.append((at, end))
                at = end
                continue
        elif letter in '"“' or (letter == "'" and not (at and text[at - 1].isalnum())):
            close = {"“": "”"}.get(letter, letter)
            end = text.find(close, at + 1)
            if end > 0:
                found.append((at, end + 1))
                at = end + 1
                continue
        at += 1
    return found


def _closing(text: str, start: int) -> int:
    depth = 0
    for at in range(start, min(len(text), start + 500)):
        depth += (text[at] in "[({") - (text[at] in "])}")
        if depth == 0:
            return at + 1
    return 0


_NOTHING = object()


def _parsed(text: str) -> object:
    text = text.replace("“", '"').replace("”", '"')
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return _NOTHING


def _plain(value: object) -> JsonValue:
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value  # type: ignore[return-value]


def _fits(value: object, like: JsonValue) -> bool:
    if isinstance(like, bool):
        return isinstance(value, bool)
    if isinstance(like, int | float):
        return isinstance(value, int | float) and not isinstance(value, bool)
    if isinstance(like, list):
        if not isinstance(value, list | tuple):
            return False
        return is_tree(like) or not like or all(_fits(item, like[0]) for item in value)
    return isinstance(value, type(like))
