"""T5: what holds at the start of every pass of a loop, and what only nearly does.

"No, it does not always hold" is proved by one run.  "It always holds" is asked only where it held
in every pass of many runs and of all small inputs.
"""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from tools.code.families.study import NO, YES, Run, Study, build, derived, plain_value
from tools.code.families.tree import LoopTree, loop_trees, names_in, own, shared, stored
from tools.code.loop_claims import Claim, Tried, judged, small_inputs
from tools.code.probe import Key, Misconception, Probe

ENOUGH_PASSES, ENOUGH_INPUTS = 40, 6
MOST = 2
_NAMES = 5  # numbers of one loop that are compared with each other


@dataclass(frozen=True)
class Asked:
    """A claim with its question. ``if_true`` is the answer if the claim holds; ``worth`` ranks a
    claim that holds and one that does not."""

    claim: Claim
    names: tuple[str, ...]
    question: str
    if_true: str
    worth: tuple[float, float]


def invariants(study: Study) -> list[Probe]:
    """T5.invariant: one claim a loop; one that holds and one that does not, in turn.

    Raises:
        SandboxError: the sandbox could not run.
    """
    trees = loop_trees(study)
    asked = [a for tree in trees for a in _claims(study, tree)]
    if not asked:
        return []
    runs = [run.args for run in study.runs]
    inputs = [*runs, *small_inputs(study.samples)]
    steps = 1_000 + 12 * max(run.outcome.steps for run in study.runs)
    found = judged(
        study.sandbox, study.source, study.entry, inputs, [a.claim for a in asked], steps=steps
    )
    probes: list[Probe] = []
    want = trees[0].loop.line % 2 == 1  # so that not every first question has the same answer
    for tree in trees:
        traced = [len(run.passes(tree.loop)) for run in study.runs]
        ranked = [
            (a.worth[not holds], holds, a, tried)
            for a, tried in zip(asked, found, strict=False)
            if a.claim.line == tree.loop.line
            and list(tried.passes[: len(runs)]) == traced
            and (holds := _verdict(a, tried, len(runs))) is not None
        ]
        ranked.sort(key=lambda r: (r[1] is not want, -r[0], r[2].claim.code))
        for _, holds, a, tried in ranked[:1]:
            want = not holds
            probes += _invariant(study, a, tried, holds)
    return probes[:MOST]


def _verdict(asked: Asked, tried: Tried, runs: int) -> bool | None:
    """Whether the claim holds; None where that is not worth asking or not sure."""
    looked = [n for n in tried.passes[:runs] if n]
    if tried.unsure or sum(looked) < ENOUGH_PASSES or len(looked) < ENOUGH_INPUTS:
        return None
    refuting = [k for k in tried.broken if k < runs]
    kind = asked.claim.kind
    if not tried.broken:
        return True if kind in ("each", "same") or tried.rose or tried.fell else None
    if not refuting or kind == "same":
        return None
    if kind == "each":
        return False if len(refuting) <= 0.7 * len(looked) else None
    return False if tried.rose and tried.fell else None


def _invariant(study: Study, asked: Asked, tried: Tried, holds: bool) -> list[Probe]:
    line = asked.claim.line
    right = asked.if_true if holds else {"yes": "no", "no": "yes"}[asked.if_true]
    refuting = [study.runs[k] for k in tried.broken if k < len(study.runs)]
    run: Run | None = min(refuting, key=lambda r: (r.outcome.steps, str(r.args)), default=None)
    looked = [n for n in tried.passes if n]
    key = Key(
        "choice",
        right,
        derived(
            "trace",
            run.args if run else (),
            loop_line=line,
            claim=asked.claim.code,
            kind=asked.claim.kind,
            holds=holds,
            inputs=len(looked),
            passes=sum(looked),
            refuted_by=len(refuting),
        ),
        options=(YES, NO),
        misconceptions=(
            Misconception(
                "no" if right == "yes" else "yes",
                "does not see what every pass keeps" if holds else "overlooks a run that breaks it",
            ),
        ),
    )
    return build(
        f"T5.invariant@L{line}",
        asked.question,
        lines=(line,),
        identifiers=asked.names,
        key=key,
        level="block",
        dimension="purpose",
        difficulty=0.4 if holds else 0.5,
    )


# ------------------------------------------------------------------ what may be claimed of a loop


def _claims(study: Study, tree: LoopTree) -> Iterator[Asked]:
    """Claims over names that hold numbers, and over lengths, at the start of every pass."""
    numbers, sized = _kinds(study, tree)
    body = list(own(tree.node.body))
    target = _index(tree)
    moving = [n for n in numbers if n in stored(body)][:_NAMES]
    line = tree.loop.line
    for name in moving:
        yield from _alone(line, name)
    places = [n for n in numbers if n in target]
    for a, b in itertools.permutations([*moving, *places], 2):
        if a not in places:
            yield from _pair(tree, a, b, both=b in moving)
    grown = [n for n in sized if n not in _parameters(tree) and _is_changed(body, n)]
    for held, index in itertools.product(grown, places):
        yield _each(line, f"len({held}) <= {index}", (held, index),
                    f"is the length of {held} always at most {index}", 2.5, 2.0)  # fmt: skip
        yield _each(line, f"len({held}) == {index}", (held, index),
                    f"does the length of {held} always equal {index}", 3.0, 2.5)  # fmt: skip
    lists = [n for n in sized if n in _parameters(tree) and n not in stored(body)]
    indices = [*places, *(n for n in moving if _is_place(tree, body, n))]
    for total, items, index in itertools.product(moving, lists, indices):
        if total != index:
            yield _each(line, f"{total} == sum({items}[:{index}])", (total, items, index),
                        f"is {total} always the sum of the items of {items} before index {index}",
                        3.5, 0.0)  # fmt: skip


def _alone(line: int, name: str) -> Iterator[Asked]:
    yield _each(line, f"{name} >= 0", (name,), f"is {name} always zero or more", 1.0, 1.5)
    for kind, word in (("up", "smaller"), ("down", "larger")):
        question = f"In the loop on line {line}, does {name} ever get {word} from one pass to the"
        claim = Claim(line, kind, name)  # type: ignore[arg-type]
        yield Asked(claim, (name,), f"{question} next?", "no", (2.0, 2.5))


def _pair(tree: LoopTree, a: str, b: str, *, both: bool) -> Iterator[Asked]:
    line = tree.loop.line
    plain = any(_orders(test, a, b) for test in _conditions(tree))
    worth = 0.5 if plain else 2.5  # the condition says it
    yield _each(line, f"{a} <= {b}", (a, b), f"is {a} always at most {b}", worth, 2.0)
    yield _each(line, f"{a} < {b}", (a, b), f"is {a} always less than {b}", worth, 3.0)
    if both and a < b:
        for code, said in ((f"{a} + {b}", "plus"), (f"{a} - {b}", "minus")):
            question = f"From pass to pass of the loop on line {line}, does {a} {said} {b} always"
            claim = Claim(line, "same", code)
            yield Asked(claim, (a, b), f"{question} stay the same?", "yes", (3.0, 0.0))


def _each(
    line: int, code: str, names: tuple[str, ...], said: str, true: float, false: float
) -> Asked:
    question = f"At the start of each pass of the loop on line {line}, {said}?"
    return Asked(Claim(line, "each", code), names, question, "yes", (true, false))


def _conditions(tree: LoopTree) -> list[ast.expr]:
    if isinstance(tree.node, ast.For):
        return []
    test = tree.node.test
    return test.values if isinstance(test, ast.BoolOp) else [test]


def _orders(test: ast.expr, a: str, b: str) -> bool:
    """Whether the condition itself compares the two."""
    return isinstance(test, ast.Compare) and names_in(test) == {a, b}


def _index(tree: LoopTree) -> set[str]:
    """The name that counts the passes of a ``for``: over a range, or the first of enumerate."""
    node = tree.node
    if not isinstance(node, ast.For) or not isinstance(node.iter, ast.Call):
        return set()
    name = getattr(node.iter.func, "id", "")
    target: ast.expr = node.target
    if name == "enumerate" and isinstance(target, ast.Tuple) and target.elts:
        target = target.elts[0]
    counts = name in ("range", "enumerate")
    return {target.id} if counts and isinstance(target, ast.Name) else set()


def _is_place(tree: LoopTree, body: list[ast.AST], name: str) -> bool:
    slices = [n.slice for n in body if isinstance(n, ast.Subscript)]
    return any(name in names_in(s) for s in (*slices, *_conditions(tree)))


def _is_changed(body: list[ast.AST], name: str) -> bool:
    return any(
        isinstance(n, ast.Attribute) and isinstance(n.value, ast.Name) and n.value.id == name
        for n in body
    )


def _parameters(tree: LoopTree) -> list[str]:
    return [a.arg for a in tree.function.args.args]


def _kinds(study: Study, tree: LoopTree) -> tuple[list[str], list[str]]:
    """The names that hold whole numbers at the start of every pass, and those that hold lists."""
    kinds: dict[str, set[str]] = {}
    looked = 0
    for run in study.runs:
        for start in run.passes(tree.loop):
            looked += 1
            for name, text in run.outcome.trace[start].variables.items():
                kinds.setdefault(name, set()).add(_kind(text))
    outside = shared(tree.function)
    first = {name: None for name in kinds if name not in outside and name[0] != "_"}
    numbers = [n for n in first if kinds[n] == {"number"}]
    return sorted(numbers), sorted(n for n in first if kinds[n] == {"list"})


def _kind(text: str) -> str:
    known, value = plain_value(text)
    if known and isinstance(value, int) and not isinstance(value, bool):
        return "number"
    return "list" if text.startswith("[") else "other"
