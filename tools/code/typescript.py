"""TypeScript without its types, so that node can run it: types become blanks, lines stay."""

from __future__ import annotations

from collections.abc import Iterator

import tree_sitter

from tools.code.node import Prepared
from tools.code.syntax import refusal, syntax_tree

_ERASED = frozenset({
    "type_annotation", "type_predicate_annotation", "asserts_annotation", "type_arguments",
    "type_parameters", "implements_clause", "accessibility_modifier", "override_modifier",
    "readonly", "abstract", "index_signature",
})  # fmt: skip
# Whole statements: a semicolon stays, so that the lines around them are not read as one.
_STATEMENTS = frozenset({
    "interface_declaration", "type_alias_declaration", "ambient_declaration", "function_signature",
    "method_signature", "abstract_method_signature",
})  # fmt: skip
_AFTER_FIRST = frozenset({"as_expression", "satisfies_expression", "non_null_expression"})
_MARKED = frozenset({"optional_parameter", "public_field_definition", "method_definition"})
# These make values, so they cannot be left out.
_NOT_ERASABLE = {
    "enum_declaration": "an enum", "internal_module": "a namespace", "module": "a namespace",
    "decorator": "a decorator",
}  # fmt: skip


def strip_types(source: str) -> Prepared:
    """``source`` as JavaScript of the same length and lines, or why that cannot be had."""
    if refusal(source):
        return Prepared("", f"SyntaxError: {refusal(source)}")
    data = bytearray(source.encode("utf-8", "replace"))
    tree = syntax_tree(bytes(data), "typescript")
    if tree is None:
        return Prepared("", "SyntaxError: the types are too tangled to be left out")
    for node in _nodes(tree.root_node):
        line = node.start_point.row + 1
        if node.is_named and node.type in _NOT_ERASABLE:
            what = _NOT_ERASABLE[node.type]
            return Prepared("", f"SyntaxError: {what} makes code and is not run here", line)
        if node.type == "required_parameter" and node.children[0].type in (
            "accessibility_modifier", "readonly",
        ):  # fmt: skip
            return Prepared("", "SyntaxError: a parameter property is not run here", line)
        for start, end, keep in _erased(node):
            for place in range(start, end):
                if data[place] not in b"\r\n":
                    data[place] = 0x20
            if keep:
                data[start] = ord(";")
    return Prepared(data.decode("utf-8", "replace"))


def _erased(node: tree_sitter.Node) -> Iterator[tuple[int, int, bool]]:
    """Places of ``node`` that are no JavaScript: start, end, and whether it is a statement."""
    if node.type in _ERASED:
        yield node.start_byte, node.end_byte, False
    elif node.type in _STATEMENTS or _only_types(node):
        yield node.start_byte, node.end_byte, True
    elif node.type in _AFTER_FIRST:
        yield node.children[0].end_byte, node.end_byte, False
    elif node.type in _MARKED:
        for child in node.children:
            if child.type in ("?", "!"):
                yield child.start_byte, child.end_byte, False


def _only_types(node: tree_sitter.Node) -> bool:
    """``import type ...``, ``export interface ...``"""
    if node.type == "import_statement":
        return any(child.type == "type" for child in node.children)
    return node.type == "export_statement" and any(
        child.type in _STATEMENTS or child.type == "type" for child in node.children
    )


def _nodes(root: tree_sitter.Node) -> Iterator[tree_sitter.Node]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(node.children))
