"""The code as a syntax tree, for families that must know more of a loop than where it stands."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tools.code.code_facts import Loop
from tools.code.families.study import Study
from tools.ports import TraceEvent

_OWN_SCOPE = (
    ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda,
    ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp,
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class LoopTree:
    """A loop that some run entered, and the function that it stands in."""

    loop: Loop
    node: ast.For | ast.While
    function: ast.FunctionDef


def tree_of(source: str) -> ast.Module | None:
    """None where Python cannot parse it."""
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return None


def loop_trees(study: Study) -> list[LoopTree]:
    """The loops of :meth:`Study.loops` that have a condition or an iterable to come back to."""
    tree = tree_of(study.source)
    if tree is None:
        return []
    nodes: dict[int, tuple[ast.For | ast.While, ast.FunctionDef]] = {}
    for function in (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)):
        for node in own(function.body):
            if isinstance(node, ast.For | ast.While):
                nodes[node.lineno] = (node, function)
    return [
        LoopTree(loop, *nodes[loop.line])
        for loop in study.loops()
        if loop.line in nodes and not _endless(nodes[loop.line][0])
    ]


def _endless(node: ast.For | ast.While) -> bool:
    return isinstance(node, ast.While) and isinstance(node.test, ast.Constant)


def own(statements: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """All nodes of ``statements`` that share their names: inner functions and comprehensions are
    given, what is in them is not."""
    rest = list(statements)
    while rest:
        node = rest.pop()
        yield node
        if not isinstance(node, _OWN_SCOPE):
            rest += ast.iter_child_nodes(node)


def stored(nodes: Iterable[ast.AST]) -> set[str]:
    """The names that are bound among ``nodes``."""
    return {n.id for n in nodes if isinstance(n, ast.Name) and not isinstance(n.ctx, ast.Load)}


def names_in(node: ast.AST) -> set[str]:
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}


def shared(tree: ast.AST) -> set[str]:
    """Names that an inner function may bind as well."""
    return {
        name for n in ast.walk(tree) if isinstance(n, ast.Global | ast.Nonlocal) for name in n.names
    }


@dataclass(frozen=True)
class Episode:
    """One time that a loop is come to: the event at the start of each pass, and the one right after
    it is left (None where the call ends inside)."""

    passes: tuple[int, ...]
    after: int | None


def episodes(loop: Loop, trace: Sequence[TraceEvent]) -> list[Episode]:
    """In the order in which they end."""
    opened: dict[int, list[int]] = {}
    last: dict[int, int] = {}
    found: list[Episode] = []

    def leave(depth: int, after: int | None) -> None:
        if depth in opened:
            found.append(Episode(tuple(opened.pop(depth)), after))

    for index, event in enumerate(trace):
        if event.what in ("call", "return"):
            leave(event.depth, index if event.what == "return" else None)
            last.pop(event.depth, None)
        elif event.what == "line":
            before = last.get(event.depth, 0)
            inside = loop.line <= before <= loop.body_end
            if loop.line <= event.line <= loop.body_end:
                if not inside:
                    leave(event.depth, index)
                    opened[event.depth] = []
                if loop.line <= before < loop.body_line <= event.line:
                    opened[event.depth].append(index)
            else:
                leave(event.depth, index)
            last[event.depth] = event.line
    return found
