"""Whether what is claimed of a loop holds at the start of each of its passes, tried on inputs.

The code runs once for each input in the sandbox, with a look at its names put in at the start of
each pass.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import JsonValue

from tools.code.inputs import Args, variants
from tools.ports import Call, Limits, Sandbox

SMALL = 300  # small inputs that are tried
LARGER = 90  # larger ones: what holds of three items may fail with ten

_PROGRAM = """
import ast

class OutOfSteps(BaseException):
    pass

class Watched(ast.NodeTransformer):
    def __init__(self, lines):
        self.lines = lines

    def tick(self):
        return ast.Expr(ast.Call(ast.Name("tick__", ast.Load()), [], []))

    def visit_FunctionDef(self, node):
        self.generic_visit(node)
        node.body.insert(int(ast.get_docstring(node) is not None), self.tick())
        return node

    def loop(self, node):
        self.generic_visit(node)
        node.body.insert(0, self.tick())
        if node.lineno not in self.lines:
            return node
        kept = "episode__%d" % node.lineno
        names = ast.Call(ast.Name("locals", ast.Load()), [], [])
        look = ast.Call(ast.Name("look__", ast.Load()),
                        [ast.Constant(node.lineno), ast.Name(kept, ast.Load()), names], [])
        node.body.insert(0, ast.Expr(look))
        return [ast.Assign([ast.Name(kept, ast.Store())], ast.Dict([], [])), node]

    visit_For = visit_While = loop

KNOWN = {"__builtins__": {}, "len": len, "sum": sum}

class Looks:
    def __init__(self, claims, steps):
        self.claims, self.left = claims, steps
        self.passes = {}
        self.found = [[False, False, False, False] for _ in claims]

    def tick(self):
        self.left -= 1
        if self.left < 0:
            raise OutOfSteps

    def look(self, line, episode, names):
        self.passes[line] = self.passes.get(line, 0) + 1
        for at, (where, kind, code) in enumerate(self.claims):
            if where != line:
                continue
            try:
                value = eval(code, KNOWN, names)
            except Exception:
                self.found[at][1] = True
                continue
            before = episode.get(at, value)
            episode[at] = value
            if kind == "each":
                self.found[at][0] |= value is not True
            else:
                self.found[at][2] |= value > before
                self.found[at][3] |= value < before
                self.found[at][0] |= (kind in ("same", "up") and value < before) or (
                    kind in ("same", "down") and value > before)

def judge(source, entry, inputs, claims, steps):
    tree = ast.fix_missing_locations(Watched({c[0] for c in claims}).visit(ast.parse(source)))
    code = compile(tree, "<watched>", "exec")
    compiled = [(line, kind, compile(text, "<claim>", "eval")) for line, kind, text in claims]
    results = []
    for args in inputs:
        looks = Looks(compiled, steps)
        space = {"__name__": "candidate", "tick__": looks.tick, "look__": looks.look}
        try:
            exec(code, space)
            space[entry](*args)
            state = "returned"
        except BaseException as error:
            state = type(error).__name__
        passes = [looks.passes.get(line, 0) for line, _, _ in claims]
        results.append([state, passes, looks.found])
    return results
"""


@dataclass(frozen=True)
class Claim:
    """``code`` is a Python expression over the loop's names: true at the start of ``each`` pass, or
    a number that stays the ``same``, goes only ``up`` or only ``down`` from pass to pass."""

    line: int
    kind: Literal["each", "same", "up", "down"]
    code: str


@dataclass(frozen=True)
class Tried:
    """What became of one claim over all inputs on which the code returned.

    ``passes[i]`` are the passes for input i, 0 if the code did not return; ``broken`` the inputs on
    which the claim failed; ``unsure`` if it could not be told at some pass; ``rose`` and ``fell``:
    whether the number ever did.
    """

    passes: tuple[int, ...]
    broken: tuple[int, ...]
    unsure: bool
    rose: bool
    fell: bool


def judged(
    sandbox: Sandbox,
    source: str,
    entry: str,
    inputs: Sequence[Args],
    claims: Sequence[Claim],
    *,
    steps: int,
) -> tuple[Tried, ...]:
    """One result a claim; none at all where the run did not end.

    Raises:
        SandboxError: the sandbox could not run.
    """
    listed: list[JsonValue] = [list(args) for args in inputs]
    told: list[JsonValue] = [[c.line, c.kind, c.code] for c in claims]
    call = Call((source, entry, listed, told, steps))
    outcome = sandbox.run(_PROGRAM, "judge", [call], limits=Limits(wall_s=10.0))[0]
    if outcome.state != "returned" or not isinstance(outcome.value, list):
        return ()
    rows = [r if isinstance(r, list) and r[0] == "returned" else None for r in outcome.value]
    return tuple(_tried(rows, k) for k in range(len(claims)))


def _tried(rows: Sequence, k: int) -> Tried:
    """``rows`` holds ["returned", passes of each claim, what was found of each] or None."""
    passes, broken, seen = [], [], [False, False, False]
    for index, row in enumerate(rows):
        passes.append(row[1][k] if row else 0)
        if row and row[1][k]:
            failed, *others = row[2][k]
            broken += [index] if failed else []
            seen = [a or b for a, b in zip(seen, others, strict=True)]
    return Tried(tuple(passes), tuple(broken), *seen)


# ------------------------------------------------------------------ all small inputs


def small_inputs(samples: Sequence[Args]) -> tuple[Args, ...]:
    """All small inputs of the samples' kinds, or an even choice of :data:`SMALL` of them: numbers
    from -2 to 4, lists and texts to a length of 3; and some larger ones, always the same.

    They may break what the problem promises (sorted, not negative): what holds even then is sure.
    Where something else is among the arguments (nested lists, truth values): variants of the
    samples.
    """
    columns = list(zip(*samples, strict=True))
    choices = [_small(column) for column in columns]
    if not choices or any(choice is None for choice in choices):
        return variants([Call(args) for args in samples], SMALL // 4)
    every = list(itertools.product(*(choice for choice in choices if choice is not None)))
    stride = -(-len(every) // SMALL)
    rng = random.Random(1)
    larger = [tuple(_larger(v, rng) for v in rng.choice(samples)) for _ in range(LARGER)]
    return (*every[::stride], *larger)


def _larger(like: JsonValue, rng: random.Random) -> JsonValue:
    if isinstance(like, int):
        return rng.randint(-5, 40)
    if isinstance(like, str):
        return "".join(rng.choice(like or "ab") for _ in range(rng.randint(4, 14)))
    if not isinstance(like, list) or not like:
        return like
    size = rng.randint(4, 14)
    numbers = [i for i in like if isinstance(i, int)]
    if len(numbers) < len(like):
        return [rng.choice(like) for _ in range(size)]
    made = [rng.randint(min(-6, *numbers), max(6, *numbers)) for _ in range(size)]
    return [*(sorted(made) if numbers == sorted(numbers) else made)]


def _small(column: Sequence[JsonValue]) -> list[JsonValue] | None:
    """Small values for one argument, None if its kind is not known."""
    if all(isinstance(v, int) and not isinstance(v, bool) for v in column):
        return [*range(-2, 5)]
    if all(isinstance(v, str) for v in column):
        letters = sorted({c for v in column for c in str(v)})[:3] or ["a"]
        return ["".join(t) for n in range(4) for t in itertools.product(letters, repeat=n)]
    items = [item for v in column if isinstance(v, list) for item in v]
    if not all(isinstance(v, list) for v in column) or not items:
        return None
    if all(isinstance(i, int) and not isinstance(i, bool) for i in items):
        return _lists([-1, 0, 1, 2, 3])
    words = [i for i in items if isinstance(i, str)]
    if len(words) == len(items):
        return _lists(sorted(set(words), key=lambda w: (len(w), w))[:3])
    return None


def _lists(values: Sequence[JsonValue]) -> list[JsonValue]:
    return [list(t) for n in range(4) for t in itertools.product(values, repeat=n)]
