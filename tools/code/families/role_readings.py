"""What role each name has in a loop, as the code reads; runs must still confirm it."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from tools.code.families.tree import LoopTree, names_in, own, shared, stored


def readings(tree: LoopTree) -> Iterator[tuple[str, str]]:
    """(name, role) as the code has it, the ones most worth asking first."""
    body = list(own(tree.node.body))
    outside = shared(tree.function)
    names = sorted((stored(body) | _mutated(body)) - outside)
    for reading, role in ((_is_best, "best"), (_is_gatherer, "gather"), (_is_counter, "step")):
        yield from ((name, role) for name in names if reading(tree, body, name))
    bound = [n for n in own(tree.function.body) if isinstance(n, ast.Name)]
    for name in _parameters(tree.function):
        loads = any(isinstance(n, ast.Name) and n.id == name for n in body)
        if loads and name not in stored(bound) | _mutated(body) | outside:
            yield name, "fixed"
    if isinstance(tree.node, ast.For) and isinstance(tree.node.target, ast.Name):
        name = tree.node.target.id
        if name not in stored(body) | outside and name != "_":
            yield name, "step"


def _parameters(function: ast.FunctionDef) -> list[str]:
    return [a.arg for a in function.args.args]


_GROWS = ("append", "add", "extend", "update")


def _mutated(body: Sequence[ast.AST]) -> set[str]:
    """Names whose object is changed through a method or an item."""
    found: set[str] = set()
    for node in body:
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found.add(node.value.id)
        elif isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load):
            found |= {node.value.id} if isinstance(node.value, ast.Name) else set()
    return found


def _bindings(body: Sequence[ast.AST], name: str) -> Sequence[ast.AST]:
    """The statements that bind ``name``; an empty statement for a way that is not known here."""
    plain = [
        n for n in body
        if (isinstance(n, ast.Assign) and len(n.targets) == 1 and _is_name(n.targets[0], name))
        or (isinstance(n, ast.AugAssign) and _is_name(n.target, name))
    ]  # fmt: skip
    stores = [n for n in body if _is_name(n, name) and not isinstance(n.ctx, ast.Load)]  # type: ignore[attr-defined]
    return plain if len(plain) == len(stores) else [ast.Pass()]


def _is_name(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _is_best(tree: LoopTree, body: Sequence[ast.AST], name: str) -> bool:
    """Bound only as ``best = max(best, x)`` or under ``if x > best: best = x``."""
    bindings = _bindings(body, name)
    if not bindings or name in _mutated(body):
        return False
    guarded = {
        id(n.body[0])
        for n in body
        if isinstance(n, ast.If) and n.body and _improves(n.test, n.body[0], name)
    }
    return all(id(b) in guarded or _is_extreme(b, name) for b in bindings)


def _is_extreme(node: ast.AST, name: str) -> bool:
    if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.Call):
        return False
    call = node.value
    plain = isinstance(call.func, ast.Name) and call.func.id in ("max", "min") and not call.keywords
    others = [a for a in call.args if not _is_name(a, name)]
    return plain and len(call.args) == 2 and len(others) == 1 and name not in names_in(others[0])


def _improves(test: ast.expr, then: ast.stmt, name: str) -> bool:
    if not isinstance(then, ast.Assign) or not isinstance(test, ast.Compare) or len(test.ops) != 1:
        return False
    if not isinstance(test.ops[0], ast.Lt | ast.Gt | ast.LtE | ast.GtE):
        return False
    sides = [ast.dump(test.left), ast.dump(test.comparators[0])]
    return (
        len(then.targets) == 1
        and _is_name(then.targets[0], name)
        and sorted(sides) == sorted([ast.dump(then.value), ast.dump(ast.Name(name, ast.Load()))])
    )


def _is_gatherer(tree: LoopTree, body: Sequence[ast.AST], name: str) -> bool:
    """Bound only as ``total += x`` (not by a constant: that counts), or only ever appended to."""
    bindings = _bindings(body, name)
    if bindings and name not in _mutated(body):
        adds = [
            n.value for n in bindings if isinstance(n, ast.AugAssign) and isinstance(n.op, ast.Add)
        ]
        met = stored(body)
        if isinstance(tree.node, ast.For):
            met |= stored(own([tree.node.target]))
        moves = name in names_in(_header(tree)) or any(
            name in names_in(n.slice) for n in body if isinstance(n, ast.Subscript)
        )  # then it is a place, and goes along by jumps
        return (
            len(adds) == len(bindings)
            and not moves
            and all(
                names_in(v) & (met - {name}) and not isinstance(v, ast.IfExp | ast.Compare)
                for v in adds
            )
        )
    if bindings or name in names_in(_header(tree)):
        return False
    methods = [n for n in body if isinstance(n, ast.Attribute) and _is_name(n.value, name)]
    items = [n for n in body if isinstance(n, ast.Subscript) and _is_name(n.value, name)
             and not isinstance(n.ctx, ast.Load)]  # fmt: skip
    called = {id(n.func) for n in body if isinstance(n, ast.Call)}
    return (
        bool(methods)
        and not items
        and all(m.attr in _GROWS and id(m) in called for m in methods)
        and _passed_on(body, name) == 0
    )


def _passed_on(body: Sequence[ast.AST], name: str) -> int:
    """How often the object is handed to a call of the code's own, which may do anything to it."""
    return sum(
        any(_is_name(a, name) for a in n.args)
        for n in body
        if isinstance(n, ast.Call) and not (isinstance(n.func, ast.Name) and n.func.id == "len")
    )


def _header(tree: LoopTree) -> ast.expr:
    return tree.node.iter if isinstance(tree.node, ast.For) else tree.node.test


def _is_counter(tree: LoopTree, body: Sequence[ast.AST], name: str) -> bool:
    """In a ``while``: moved by the same constant once in every pass, and asked in the condition."""
    if (
        isinstance(tree.node, ast.For)
        or name not in names_in(_header(tree))
        or name in _mutated(body)
    ):
        return False
    bindings = _bindings(body, name)
    skips = any(isinstance(n, ast.Continue) for n in body)
    return (
        len(bindings) == 1
        and not skips
        and bindings[0] in tree.node.body
        and isinstance(bindings[0], ast.AugAssign)
        and isinstance(bindings[0].op, ast.Add | ast.Sub)
        and isinstance(bindings[0].value, ast.Constant)
    )
