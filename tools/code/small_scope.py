"""All small inputs of a kind, smallest first: the kind is read off from inputs that were drawn.

Small values stand for all: numbers up to the largest of a small input, and at most a dozen; letters
that were seen, the first few of a long alphabet.  That is the scope, and "no smaller input fails"
is said of it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from tools.code.answers import Case
from tools.code.simpler import letter_size, number_size, size

MOST_NUMBER = 12
MANY_LETTERS = 10  # longer alphabets are cut
FEW_LETTERS = 3
IDLE = 12  # lengths in a row at which there is nothing
ROOM = 1e7


@dataclass(frozen=True)
class Shape:
    """What may stand at a place: any of these. ``record`` is a list of fixed length."""

    null: bool = False
    plain: tuple[JsonValue, ...] = ()  # True, False and numbers, simplest first
    text: bool = False
    letters: str = ""
    words: tuple[str, ...] = ()
    item: Shape | None = None
    record: tuple[Shape, ...] = ()

    @property
    def flat(self) -> bool:
        """Whether nothing that stands here holds anything."""
        return not self.text and self.item is None and not self.record


@dataclass(frozen=True)
class Scope:
    """The arguments, and for a class the methods with theirs."""

    args: tuple[Shape, ...]
    methods: tuple[tuple[str, tuple[Shape, ...]], ...] = ()


def read_scope(cases: Sequence[Case], target: Case | None, *, is_class: bool) -> Scope:
    """The kind of ``cases``; numbers and letters of ``target`` are in scope as well."""
    if not is_class:
        return Scope(_columns(cases, [target] if target else []))
    methods: dict[str, list[Case]] = {}
    wanted: dict[str, list[Case]] = {}
    for case in [*cases, *([target] if target else [])]:
        into = wanted if case is target else methods
        for name, args in case[1]:  # type: ignore[misc, union-attr]
            into.setdefault(str(name), []).append(args)  # type: ignore[arg-type]
    made = _columns([c[0] for c in cases], [target[0]] if target else [])  # type: ignore[misc]
    names = sorted({*methods, *wanted})
    calls = tuple((n, _columns(methods.get(n, []), wanted.get(n, []))) for n in names)
    return Scope(made, calls)


def _columns(rows: Sequence[Case], target: Sequence[Case]) -> tuple[Shape, ...]:
    width = len((rows or target)[0])
    return tuple(_shape([r[k] for r in rows], [r[k] for r in target]) for k in range(width))


def _shape(seen: Sequence[JsonValue], target: Sequence[JsonValue]) -> Shape:
    both = [*seen, *target]
    texts = [v for v in both if isinstance(v, str)]
    lists, wanted = ([v for v in some if isinstance(v, list)] for some in (seen, target))
    lengths = {len(v) for v in (*lists, *wanted)}
    item, record = None, ()
    if len(lengths) == 1 and 2 <= min(lengths) <= 4 and len(lists) >= 4:
        record = _columns(lists, wanted)
    elif lengths:
        item = _shape([x for v in lists for x in v], [x for v in wanted for x in v])
    return Shape(
        null=None in both,
        plain=_plain(seen, target),
        text=bool(texts),
        letters=_letters(texts, "".join(v for v in target if isinstance(v, str))),
        words=tuple(sorted({v for v in texts if len(v) > 2})),
        item=item,
        record=record,
    )


def _plain(seen: Sequence[JsonValue], target: Sequence[JsonValue]) -> tuple[JsonValue, ...]:
    truths = [v for v in (False, True) if any(v is x for x in (*seen, *target))]
    here = {v for v in seen if isinstance(v, int | float) and not isinstance(v, bool)}
    there = {v for v in target if isinstance(v, int | float) and not isinstance(v, bool)}
    if not here and not there:
        return tuple(truths)
    smallest = sorted(here, key=number_size)[:MOST_NUMBER]
    most = min(MOST_NUMBER, int(max(map(abs, here), default=0)))
    most = int(max([most, *(abs(v) for v in there if abs(v) < 10_000)]))
    low = -most if any(v < 0 for v in (*here, *there)) else 0
    numbers = {*range(low, most + 1), *smallest, *there}
    return (*truths, *sorted(numbers, key=number_size))


def _letters(texts: Sequence[str], target: str) -> str:
    alphabet = sorted({c for text in texts for c in text}, key=letter_size)
    if len(alphabet) <= MANY_LETTERS:
        return "".join(alphabet)
    return "".join(sorted({*alphabet[:FEW_LETTERS], *target}, key=letter_size))


# ------------------------------------------------------------------ all values of a shape


class SmallCases:
    """Cases of ``scope`` in the order of :func:`size`, each smaller than ``below``; ends after
    ``most`` of them.  ``complete`` says afterwards whether none was left out before ``below``."""

    def __init__(self, scope: Scope, below: Case | None, most: int, *, is_class: bool) -> None:
        self.complete = False
        self._scope = scope
        self._below = size(below, is_class=is_class) if below is not None else None
        self._most = most
        shapes = [*scope.args, *(shape for _, args in scope.methods for shape in args)]
        self._widest = max([1.0, *map(_widest, shapes)])
        self._is_class = is_class

    def __iter__(self) -> Iterator[Case]:
        left, idle = self._most, 0
        longest = self._below[0] if self._below else 10_000
        for held in range(longest + 1):
            before = left
            for band, whole in self._bands(held, held == longest, left):
                yield from band
                left -= len(band)
                if not whole or left <= 0:
                    return
            idle = 0 if left < before else idle + 1
            if idle > IDLE and self._below is None:
                return
        self.complete = self._below is not None

    def _bands(self, held: int, last: bool, left: int) -> Iterator[tuple[list[Case], bool]]:
        """Of one length: cases with simple values first; and whether a band is whole."""
        top = self._below[1] if self._below and last else math.inf
        had, room, offset = -1.0, 8.0, len(self._scope.args)
        while had < min(top, ROOM):
            limit, band = min(room, top), []
            for case, simple in _cases(self._scope, held - offset, limit, self._is_class):
                if simple > had:
                    band.append((size(case, is_class=self._is_class), case))
                    if len(band) > left:
                        break
            if len(band) > left:
                # What was made is not the simplest: nothing of it is given, or a narrower band.
                if limit - max(had, 0.0) < 1:
                    yield [], False
                    return
                room = (max(had, 0.0) + limit) / 2
                continue
            band.sort(key=lambda sized: sized[0])
            below = [c for s, c in band if self._below is None or s < self._below]
            if below:
                yield below, True
                left -= len(below)
            elif limit - had > self._widest:
                return  # sums of values do not lie further apart
            had, room = limit, max(room, 4.0) * 2


def _widest(shape: Shape) -> float:
    """The size of the value of ``shape`` that is least simple, without what holds others."""
    sizes = [float(value is True) for value in shape.plain if isinstance(value, bool)]
    sizes += [number_size(v) for v in shape.plain if isinstance(v, int | float)]
    sizes += [float(letter_size(letter)) for letter in shape.letters]
    sizes += [float(sum(map(letter_size, word))) for word in shape.words]
    parts = [*shape.record, *([shape.item] if shape.item else [])]
    return max([0.0, *sizes, *map(_widest, parts)])


def _cases(scope: Scope, held: int, room: float, is_class: bool) -> Iterator[tuple[Case, float]]:
    if held < 0:
        return
    if not is_class:
        yield from _row(scope.args, held, room)
        return
    for inside in range(held + 1):
        for args, simple in _row(scope.args, inside, room):
            for then, more in _calls(scope, held - inside, room - simple):
                yield [args, then], simple + more


def _calls(scope: Scope, held: int, room: float) -> Iterator[tuple[list[JsonValue], float]]:
    if held == 0:
        yield [], 0.0
        return
    for name, shapes in scope.methods:
        cost = 1 + len(shapes)
        for inside in range(held - cost + 1):
            for args, simple in _row(shapes, inside, room):
                for rest, more in _calls(scope, held - cost - inside, room - simple):
                    yield [[name, args], *rest], simple + more


def _row(
    shapes: Sequence[Shape], held: int, room: float
) -> Iterator[tuple[list[JsonValue], float]]:
    if not shapes:
        if held == 0:
            yield [], 0.0
        return
    if held and all(shape.flat for shape in shapes):
        return
    first, rest = shapes[0], shapes[1:]
    for inside in range(held + 1) if rest else (held,):
        if inside < held and all(shape.flat for shape in rest):
            continue
        for value, simple in _values(first, inside, room):
            for others, more in _row(rest, held - inside, room - simple):
                yield [value, *others], simple + more


def _values(shape: Shape, held: int, room: float) -> Iterator[tuple[JsonValue, float]]:
    if held == 0:
        if shape.null:
            yield None, 0.0
        for value in shape.plain:
            simple = float(value) if isinstance(value, bool) else number_size(value)  # type: ignore[arg-type]
            if simple > room:
                break
            yield value, simple
        if shape.text:
            yield "", 0.0
        if shape.item is not None:
            yield [], 0.0
        return
    if shape.text:
        yield from _texts(shape.letters, held, room)
        for word in shape.words:
            simple = float(sum(map(letter_size, word)))
            if len(word) == held and simple <= room and not set(word) <= set(shape.letters):
                yield word, simple
    if shape.item is not None:
        for count in range(1, held + 1):
            yield from _row([shape.item] * count, held - count, room)
    if shape.record and held >= len(shape.record):
        yield from _row(shape.record, held - len(shape.record), room)


def _texts(letters: str, length: int, room: float) -> Iterator[tuple[str, float]]:
    if length == 0:
        yield "", 0.0
        return
    for letter in letters:
        simple = letter_size(letter)
        if simple > room:
            break
        for rest, more in _texts(letters, length - 1, room - simple):
            yield letter + rest, simple + more
