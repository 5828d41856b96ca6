"""Run several versions of a piece of code on several inputs, in one sandboxed run.

Each version is bounded by passes of loops and calls, so that a mutant that never ends costs little.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from tools.ports import Call, Limits, Sandbox

_PROGRAM = """
import ast, json

class OutOfSteps(BaseException):
    pass

class Bounded(ast.NodeTransformer):
    def body(self, node):
        self.generic_visit(node)
        tick = ast.Expr(ast.Call(ast.Name("tick__", ast.Load()), [], []))
        start = int(ast.get_docstring(node) is not None) if isinstance(node, ast.FunctionDef) else 0
        node.body.insert(start, tick)
        return node

    visit_For = visit_While = visit_FunctionDef = body

def run_version(source, entry, inputs, steps):
    tree = ast.fix_missing_locations(Bounded().visit(ast.parse(source)))
    code = compile(tree, "<version>", "exec")
    return [run_once(code, entry, args, steps) for args in inputs]

def run_once(code, entry, args, steps):
    left = [steps]
    def tick():
        left[0] -= 1
        if left[0] < 0:
            raise OutOfSteps
    space = {"__name__": "candidate", "tick__": tick}
    try:
        exec(code, space)
        value = space[entry](*args)
        answer = [value, args] if value is None else [value]
        try:
            json.dumps(answer, allow_nan=False)
        except (TypeError, ValueError, RecursionError):
            return ["not_json", repr(value)[:200]]
        return ["returned", answer]
    except OutOfSteps:
        return ["timeout", None]
    except BaseException as error:
        return ["raised", type(error).__name__]
"""


@dataclass(frozen=True)
class Result:
    """How one version ended on one input. ``answer`` is ``[value]``, with the arguments as they
    were left beside it where the value is None; ``error`` is the name of what was raised."""

    state: str
    answer: JsonValue = None
    error: str = ""

    @property
    def value(self) -> JsonValue:
        return self.answer[0] if isinstance(self.answer, list) else None


def run_versions(
    sandbox: Sandbox,
    versions: Sequence[str],
    entry: str,
    inputs: Sequence[tuple[JsonValue, ...]],
    *,
    steps: int = 3_000,
) -> list[list[Result]]:
    """One list of results a version, one result an input; ``not_run`` where time ran out.

    Raises:
        SandboxError: the sandbox could not run.
    """
    if not versions or not inputs:
        return [[] for _ in versions]
    listed: list[JsonValue] = [list(args) for args in inputs]
    calls = [Call((version, entry, listed, steps)) for version in versions]
    outcomes = sandbox.run(_PROGRAM, "run_version", calls, limits=Limits(wall_s=10.0))
    results = []
    for outcome in outcomes:
        if outcome.state == "returned" and isinstance(outcome.value, list):
            results.append([_result(item) for item in outcome.value])
        else:
            results.append([Result("not_run")] * len(inputs))
    return results


def _result(item: JsonValue) -> Result:
    if not isinstance(item, list) or len(item) != 2:
        return Result("not_run")
    state, detail = str(item[0]), item[1]
    if state in ("returned", "not_json"):
        return Result(state, detail)
    return Result(state, error=str(detail or ""))


def differ(a: Result, b: Result) -> bool:
    """Whether two versions visibly do something else; False if either was not run."""
    if "not_run" in (a.state, b.state):
        return False
    return (a.state, a.answer, a.error) != (b.state, b.answer, b.error)
