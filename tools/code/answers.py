"""What a piece of code answers on hundreds of inputs, in one sandboxed run.

Every input meets a fresh module.  Passes of loops and calls are counted, and each input has a
budget of them: so an endless loop costs milliseconds, and where it is cut off is always the same.
An endless loop that passes through no loop or function of the code's own (``itertools.count`` in a
comprehension) is cut off by time.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import JsonValue

from tools.ports import Call, Limits, Outcome, Sandbox

Case = list[JsonValue]  # the arguments of a call; for a class ``[args, [[method, [args]], ...]]``
AnswerState = Literal["returned", "raised", "timeout", "memory", "output_too_large", "not_run"]

CHUNK = 64  # inputs that share a call into the sandbox
MOST_TEXT = 20_000  # characters of one value
_STATES: frozenset[str] = frozenset({"returned", "raised", "timeout", "memory", "output_too_large"})

PROGRAM = """
import ast, json, sys

class OutOfSteps(BaseException):
    pass

class Bounded(ast.NodeTransformer):
    def body(self, node):
        self.generic_visit(node)
        tick = ast.Expr(ast.Call(ast.Name("tick__", ast.Load()), [], []))
        start = int(isinstance(node, ast.FunctionDef) and ast.get_docstring(node) is not None)
        node.body.insert(start, tick)
        return node

    visit_For = visit_While = visit_FunctionDef = body

class Nowhere:
    def write(self, text):
        return len(text)

    def flush(self):
        pass

CODES = {}

def code_of(source):
    if source not in CODES:
        tree = ast.fix_missing_locations(Bounded().visit(ast.parse(source)))
        CODES[source] = compile(tree, "<bounded>", "exec")
    return CODES[source]

def answer(source, entry, case, budget, is_class):
    left = budget
    def tick():
        nonlocal left
        left -= 1
        if left < 0:
            raise OutOfSteps
    space = {"__name__": "candidate", "tick__": tick}
    try:
        exec(code_of(source), space)
        left = budget
        if is_class:
            args, then = case
            made = space[entry](*args)
            value = [getattr(made, name)(*rest) for name, rest in then]
        else:
            value = space[entry](*case)
        try:
            text = json.dumps(value, allow_nan=False)
        except (TypeError, ValueError, RecursionError):
            return ["raised", "TypeError: not plain data", 0]
        if len(text) > MOST_TEXT:
            return ["output_too_large", "", 0]
        return ["returned", text, budget - left]
    except OutOfSteps:
        return ["timeout", "", budget]
    except MemoryError:
        return ["memory", "MemoryError", 0]
    except BaseException as error:
        try:
            said = type(error).__name__ + ": " + str(error)
        except BaseException:
            said = type(error).__name__
        return ["raised", said[:300], 0]

def answers(source, entry, cases, budgets, is_class):
    sys.stdout, kept = Nowhere(), sys.stdout
    try:
        return [answer(source, entry, case, budget, is_class)
                for case, budget in zip(cases, budgets)]
    finally:
        sys.stdout = kept
""".replace("MOST_TEXT", str(MOST_TEXT))


@dataclass(frozen=True)
class Answer:
    """How one input ended. ``steps``: passes of loops and calls, where it returned."""

    state: AnswerState
    value: JsonValue = None
    error: str = ""
    steps: int = 0


def answers(
    sandbox: Sandbox,
    source: str,
    entry: str,
    cases: Sequence[Case],
    budgets: Sequence[int],
    *,
    is_class: bool,
    wall_s: float = 3.0,
) -> list[Answer]:
    """One answer a case, in order; ``not_run`` where the time was used up before.

    Raises:
        SandboxError: the sandbox could not run.
    """
    starts = range(0, len(cases), CHUNK)
    calls = [
        Call((source, entry, list(cases[a : a + CHUNK]), list(budgets[a : a + CHUNK]), is_class))
        for a in starts
    ]
    found: list[Answer] = []
    outcomes = sandbox.run(PROGRAM, "answers", calls, limits=Limits(wall_s=wall_s))
    for start, outcome in zip(starts, outcomes, strict=True):
        chunk = cases[start : start + CHUNK]
        read = _read(outcome, len(chunk))
        if read is None and outcome.state != "not_run":
            # One of them stops the interpreter or hangs where nothing is counted: each alone.
            alone = [
                Call((source, entry, [case], [budget], is_class))
                for case, budget in zip(chunk, budgets[start : start + CHUNK], strict=True)
            ]
            ends = sandbox.run(PROGRAM, "answers", alone, limits=Limits(wall_s=min(1.0, wall_s)))
            read = [one for end in ends for one in (_read(end, 1) or [_death(end)])]
        found += read or [Answer("not_run")] * len(chunk)
    return found


def _read(outcome: Outcome, count: int) -> list[Answer] | None:
    if outcome.state != "returned" or not isinstance(outcome.value, list):
        return None
    if len(outcome.value) != count:
        return None
    return [_answer(item) for item in outcome.value]


def _answer(item: JsonValue) -> Answer:
    """One answer, as the guest wrote it; candidate code shares the guest, so nothing is sure."""
    match item:
        case [str(state), str(text), int(steps)] if state in _STATES:
            if state != "returned":
                return Answer(state, error=text)  # type: ignore[arg-type]
            try:
                return Answer("returned", json.loads(text), steps=steps)
            except (ValueError, RecursionError):
                return Answer("not_run")
    return Answer("not_run")


def _death(outcome: Outcome) -> Answer:
    match outcome.state:
        case "timeout" | "memory" | "output_too_large" | "raised":
            return Answer(outcome.state, error=outcome.error)
    return Answer("not_run")
