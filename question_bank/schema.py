"""What a problem and a staple question are. One problem is a folder ``problems/<slug>/``.

problem.yaml      everything below but the code
reference.py      a right solution
reference.js      the same in JavaScript
alternative.py    a second right solution in another way, if ``alternative`` says which
wrong_<name>.py   at least two wrong ones; ``wrong`` in problem.yaml names each misconception
inputs.py         ``generate(seed, size)``, ``valid(...)`` and perhaps ``worst(size)``
variation_<id>.py a right solution of each changed problem in ``variations``
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Literal

from pydantic import Field, JsonValue

from question_bank.signature import SNAKE, Signature, Strict
from question_bank.starter import StarterLanguage, shape_of, starter

Difficulty = Literal["easy", "medium", "hard"]
DIFFICULTIES: tuple[Difficulty, ...] = ("easy", "medium", "hard")


CHANGE_WORDS = 25
# What a reply can show of one rubric point, from 1 to 4.
SCALE = (
    "It is not said, or what is said is wrong.",
    "It is touched on, but vague, or only after the interviewer has named it.",
    "It is said rightly in their own words.",
    "It is said rightly, with the reason, and tied to a place in their own code.",
)


class Case(Strict):
    """One test: ``entry(*args)`` must give ``expected``. ``then``: method calls, for a class.

    ``note`` says in a few words why the expected value is right; it is shown with the example.
    """

    args: list[JsonValue]
    expected: JsonValue
    then: list[tuple[str, list[JsonValue]]] = Field(default=[])
    hidden: bool = False
    note: str = ""


class Wrong(Strict):
    """A wrong solution: ``wrong_<name>.py`` and the misconception that it shows."""

    name: str = Field(pattern=SNAKE)
    misconception: str = Field(min_length=10)


class RubricPoint(Strict):
    """Something observable in a reply, answered yes or no with a quote.

    ``anchors`` says what a reply at 1, 2, 3 and 4 is like, for a person who grades by hand.
    """

    id: str = Field(pattern=SNAKE)
    looks_for: str = Field(min_length=10)
    anchors: tuple[str, str, str, str] = SCALE


class Asked(Strict):
    """A requirement that is told only when the candidate asks."""

    ask: str = Field(min_length=8, description="as a candidate would ask")
    answer: str = Field(min_length=2, description="as the interviewer answers, for the ear")


class VariationCase(Strict):
    """One test of the changed problem; see :class:`Case`."""

    args: list[JsonValue]
    expected: JsonValue
    then: list[tuple[str, list[JsonValue]]] = Field(default=[])


class Variation(Strict):
    """The problem with its specification changed, to ask how the code would have to change.

    The reference fails at least one of ``cases``; ``source`` passes them all.
    """

    id: str = Field(pattern=SNAKE)
    change: str = Field(min_length=10, description="one spoken sentence of at most 25 words")
    cases: list[VariationCase] = Field(min_length=2)
    rubric: list[RubricPoint] = Field(min_length=2, max_length=2)
    source: str = Field(default="", description="filled from variation_<id>.py")


class Complexity(Strict):
    time: str
    space: str


class Alternative(Complexity):
    """Another right way; ``idea`` is a sentence about what it trades for what."""

    idea: str = Field(min_length=10)


class Equivalent(Strict):
    """A mutant of the reference that no test can tell from it, and why that is so.

    ``mutant`` is how `viva bank lint` names it: "`a > b` becomes `a >= b`".
    """

    line: int = Field(ge=1)
    mutant: str
    because: str = Field(min_length=10)


class Problem(Strict):
    slug: str
    title: str = Field(min_length=3, max_length=60)
    difficulty: Difficulty
    topics: list[str] = Field(min_length=1, description="what it is about; may be told")
    approach: list[str] = Field(
        min_length=1, description="what solves it; used in search, never told to the candidate"
    )
    concepts: str = Field(
        min_length=10, description="the task without its story, for search; never told"
    )
    statement: str = Field(min_length=40, description="as it reads on the screen, Markdown")
    spoken: str = Field(
        min_length=40, description="as an interviewer says it: short, for the ear, no symbols"
    )
    constraints: list[str] = Field(min_length=1)
    prerequisites: list[str] = Field(default=[], max_length=4, description="what one has to know")
    asked: list[Asked] = Field(default=[], max_length=4)
    signature: Signature
    compare: Literal["equal", "any_order", "close"] = "equal"
    cases: list[Case] = Field(min_length=8)
    hints: list[str] = Field(min_length=3, max_length=3)
    rubric: list[RubricPoint] = Field(min_length=2)
    complexity: Complexity
    reference: str = Field(default="", description="filled from reference.py")
    reference_js: str = Field(default="", description="filled from reference.js")
    inputs: str = Field(default="", description="filled from inputs.py")
    equivalent: list[Equivalent] = Field(default=[])
    alternative: Alternative | None = None
    alternative_source: str = Field(default="", description="filled from alternative.py")
    wrong: list[Wrong] = Field(min_length=2)
    wrong_sources: dict[str, str] = Field(default={}, description="filled from wrong_*.py")
    variations: list[Variation] = Field(default=[])

    @property
    def starter(self) -> str:
        """Starter code in Python, from the signature."""
        return self.starter_in("python")

    def starter_in(self, language: StarterLanguage) -> str:
        """Starter code in one of the languages of ``question_bank.starter``."""
        return starter(self.signature, language, shape_of(self.topics))

    @property
    def visible(self) -> tuple[Case, ...]:
        """The cases that the candidate sees."""
        return tuple(case for case in self.cases if not case.hidden)

    @property
    def screen(self) -> str:
        """Statement, examples and constraints as the candidate reads them, in Markdown."""
        examples = "\n".join(_example(self.signature, case) for case in self.visible)
        limits = "\n".join(f"- {line}" for line in self.constraints)
        return (
            f"{self.statement.strip()}\n\n**Examples**\n\n```text\n{examples}\n```\n\n"
            f"**Constraints**\n\n{limits}\n"
        )


def _example(signature: Signature, case: Case) -> str:
    """``f(1, 2) -> 3``; for a class the calls and what each gives, one a line."""
    note = f"    # {case.note}" if case.note else ""
    if not signature.methods:
        return f"{_call(signature.entry, case.args)} -> {case.expected!r}{note}"
    given = case.expected if isinstance(case.expected, list) else []
    lines = [f"{_call(signature.entry, case.args)}{note}"]
    lines += [
        f"    .{_call(name, args)} -> {value!r}"
        for (name, args), value in zip(case.then, given, strict=False)
    ]
    return "\n".join(lines)


def _call(name: str, args: list[JsonValue]) -> str:
    return f"{name}({', '.join(map(repr, args))})"


def faults(problem: Problem) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """What is wrong between the fields of a problem: where it stands in the YAML, and what."""
    yield from _case_faults(problem.signature, ("cases",), problem.cases)
    hidden = sum(case.hidden for case in problem.cases)
    if hidden < 5 or len(problem.cases) - hidden < 3:
        yield (
            ("cases",),
            f"has {len(problem.cases) - hidden} visible tests (3 are needed) and "
            + (f"{hidden} hidden ones (5 are needed)"),
        )
    named: list[tuple[tuple[str | int, ...], list[str]]] = [
        (("wrong",), [w.name for w in problem.wrong]),
        (("rubric",), [point.id for point in problem.rubric]),
        (("variations",), [v.id for v in problem.variations]),
    ]
    for n, variation in enumerate(problem.variations):
        yield from _case_faults(problem.signature, ("variations", n, "cases"), variation.cases)
        named.append((("variations", n, "rubric"), [point.id for point in variation.rubric]))
        words = len(variation.change.split())
        if words > CHANGE_WORDS:
            yield ("variations", n, "change"), f"has {words} words; {CHANGE_WORDS} is the limit"
    for here, ids in named:
        for n, name in enumerate(ids):
            if name in ids[:n]:
                yield (*here, n), f"repeats the name {name}"


def _case_faults(
    s: Signature, where: tuple[str | int, ...], cases: Sequence[Case | VariationCase]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    methods = {m.name: len(m.parameters) for m in s.methods}
    seen: dict[str, int] = {}
    for n, case in enumerate(cases):
        here = (*where, n)
        if len(case.args) != len(s.parameters):
            yield (*here, "args"), f"has {len(case.args)} values for {len(s.parameters)} parameters"
        if bool(case.then) != bool(methods):
            yield here, "needs method calls in `then` if, and only if, the signature has methods"
        for k, (name, args) in enumerate(case.then):
            if methods.get(name) != len(args):
                yield (*here, "then", k), f"calls {name} with {len(args)} values, unlike `methods`"
        if case.then and (
            not isinstance(case.expected, list) or len(case.expected) != len(case.then)
        ):
            yield (*here, "expected"), "must be a list with one value for each call in `then`"
        text = json.dumps([case.args, case.then])
        if text in seen:
            yield here, f"is the same test as {where[-1]}[{seen[text] + 1}]"
        seen.setdefault(text, n)


class Staple(Strict):
    """A standard behavioural question; ``rubric`` follows situation, task, action, result."""

    id: str = Field(pattern=SNAKE)
    text: str = Field(min_length=10)
    follow_up: str = Field(min_length=10)
    topics: list[str] = Field(default=[])
    rubric: list[RubricPoint] = Field(min_length=2)
