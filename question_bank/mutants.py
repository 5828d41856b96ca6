"""Small slips in a Python solution, to see whether the hidden tests find them out. Pure.

Wider than the slips that are asked about in an interview (``tools/code/mutate.py``): here a whole
statement may be missing, and nobody has to say the slip aloud.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

_COMPARE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.BitXor: ast.BitOr,
    ast.LShift: ast.RShift, ast.RShift: ast.LShift,
}  # fmt: skip
_OTHER_NAME = {"min": "max", "max": "min", "any": "all", "all": "any"}


@dataclass(frozen=True)
class Mutant:
    """``said`` tells the slip: "`left < right` becomes `left <= right`"."""

    line: int
    said: str
    source: str


def mutants(source: str) -> tuple[Mutant, ...]:
    """Every mutant of ``source``, in order of place, no two alike.

    Raises:
        SyntaxError: ``source`` is not Python.
    """
    tree = ast.parse(source)
    nodes = list(ast.walk(tree))
    found: dict[str, Mutant] = {}
    for place, node in enumerate(nodes):
        for change in _changes(node):
            changed = copy.deepcopy(tree)
            target = list(ast.walk(changed))[place]
            new = change(target)
            if new is not target:
                _replace(changed, target, new)
            text = ast.unparse(ast.fix_missing_locations(changed))
            if not _compiles(text):
                continue
            line = getattr(node, "lineno", 0)
            said = f"`{_short(node)}` becomes `{_short(new)}`"
            found.setdefault(text, Mutant(line, said, text))
    found.pop(ast.unparse(tree), None)
    return tuple(sorted(found.values(), key=lambda m: (m.line, m.said)))


def _compiles(text: str) -> bool:
    """Some changes leave no Python: a ``nonlocal`` name whose only assignment is gone."""
    try:
        compile(text, "mutant", "exec")
    except SyntaxError:
        return False
    return True


def _changes(node: ast.AST) -> Iterator:
    """Functions that take a copy of ``node`` and give what stands in its place."""
    match node:
        case ast.Compare(ops=[op]) if type(op) in _COMPARE:
            yield lambda n: _set(n, ops=[_COMPARE[type(n.ops[0])]()])
        case ast.BinOp(op=op) | ast.AugAssign(op=op) if type(op) in _ARITHMETIC:
            yield lambda n: _set(n, op=_ARITHMETIC[type(n.op)]())
        case ast.BoolOp(op=ast.And()):
            yield lambda n: _set(n, op=ast.Or())
        case ast.BoolOp(op=ast.Or()):
            yield lambda n: _set(n, op=ast.And())
        case ast.UnaryOp(op=ast.Not()):
            yield lambda n: n.operand
        case ast.Constant(value=bool()):
            yield lambda n: _set(n, value=not n.value)
        case ast.Constant(value=int()):
            yield lambda n: _set(n, value=n.value + 1)
        case ast.Name(id=name) if name in _OTHER_NAME:
            yield lambda n: _set(n, id=_OTHER_NAME[n.id])
        case ast.Break():
            yield lambda _: ast.Continue()
        case ast.If():
            yield lambda n: _set(n, test=ast.UnaryOp(ast.Not(), n.test))
    if isinstance(node, ast.Expr | ast.Assign | ast.AugAssign | ast.Return | ast.Continue):
        yield lambda _: ast.Pass()


def _set(node: ast.AST, **fields: object) -> ast.AST:
    for name, value in fields.items():
        setattr(node, name, value)
    return node


def _replace(tree: ast.AST, old: ast.AST, new: ast.AST) -> None:
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
            elif isinstance(value, list) and any(item is old for item in value):
                value[[item is old for item in value].index(True)] = new


def _short(node: ast.AST) -> str:
    text = ast.unparse(node).splitlines()[0]
    return text if len(text) <= 60 else text[:57] + "..."
