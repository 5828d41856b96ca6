"""Starter code in six languages from the one typed signature of a problem. Pure.

Names stay as the signature has them, so that the same tests can call them everywhere.  Whole
numbers are 64 bits wide where a language makes one choose.  ``list | None`` is a tree
``[value, left, right]`` or a chain ``[value, rest]``, as the topics of the problem say; languages
with named fields get a type ``Node`` for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from question_bank.signature import Method, Parameter, Signature
from viva.errors import BankError

StarterLanguage = Literal["python", "javascript", "typescript", "java", "cpp", "go"]
STARTER_LANGUAGES: tuple[StarterLanguage, ...] = (
    "python", "javascript", "typescript", "java", "cpp", "go",
)  # fmt: skip
Shape = Literal["tree", "chain"]
_NOT_WRITTEN = "not written yet"


@dataclass(frozen=True)
class Type:
    """``list`` with no ``item`` holds values of several types; ``node`` is a tree or a chain."""

    name: Literal["int", "float", "str", "bool", "None", "list", "node"]
    item: Type | None = None
    optional: bool = False


def read_type(text: str) -> Type:
    """The type that a signature writes as ``text``.

    Raises:
        BankError: no starter code can be written for it.
    """
    plain = text.removesuffix(" | None")
    optional = plain != text
    inner = re.fullmatch(r"list\[(.+)\]", plain)
    if inner:
        return Type("list", read_type(inner[1]), optional)
    match plain:
        case "list":
            return Type("node" if optional else "list")
        case "int" | "float" | "str" | "bool" | "None":
            return Type(plain, optional=optional)
    raise BankError(
        f"The signature has the type {text!r}, for which there is no starter code.",
        next_step="Use int, float, str, bool, list[...], or one of them with | None.",
    )


def shape_of(topics: Sequence[str]) -> Shape:
    return "chain" if "linked lists" in topics else "tree"


def starter(signature: Signature, language: StarterLanguage, shape: Shape = "tree") -> str:
    """The code that a candidate starts from.

    Raises:
        BankError: the signature has a type that the languages do not share.
    """
    return _WRITERS[language](signature, shape)


def _uses_node(signature: Signature) -> bool:
    texts = [p.type for p in signature.parameters] + [signature.returns]
    for method in signature.methods:
        texts += [p.type for p in method.parameters] + [method.returns]
    return any(read_type(text).name == "node" for text in texts)


# ------------------------------------------------------------------ Python and JavaScript


def _python(s: Signature, shape: Shape) -> str:
    def head(name: str, parameters: list[Parameter], returns: str, own: bool = False) -> str:
        written = ["self"] if own else []
        written += [f"{p.name}: {p.type}" for p in parameters]
        return f"def {name}({', '.join(written)}) -> {returns}:"

    if not s.methods:
        return f"{head(s.entry, s.parameters, s.returns)}\n    pass\n"
    heads = [head("__init__", s.parameters, "None", own=True)]
    heads += [head(m.name, m.parameters, m.returns, own=True) for m in s.methods]
    return f"class {s.entry}:\n" + "\n".join(f"    {line}\n        pass\n" for line in heads)


def _javascript(s: Signature, shape: Shape) -> str:
    def names(parameters: list[Parameter]) -> str:
        return ", ".join(p.name for p in parameters)

    stop = f'throw new Error("{_NOT_WRITTEN}");'
    if not s.methods:
        return f"function {s.entry}({names(s.parameters)}) {{\n  {stop}\n}}\n"
    members = [f"  constructor({names(s.parameters)}) {{\n  }}\n"]
    members += [f"  {m.name}({names(m.parameters)}) {{\n    {stop}\n  }}\n" for m in s.methods]
    return f"class {s.entry} {{\n" + "\n".join(members) + "}\n"


def _typescript(s: Signature, shape: Shape) -> str:
    def of(t: Type) -> str:
        plain = {"int": "number", "float": "number", "str": "string", "bool": "boolean",
                 "None": "void", "node": "Node"}  # fmt: skip
        if t.name == "list":
            inner = of(t.item) if t.item else "unknown"
            text = f"({inner})[]" if "|" in inner else f"{inner}[]"
        else:
            text = plain[t.name]
        return f"{text} | null" if t.optional else text

    def names(parameters: list[Parameter]) -> str:
        return ", ".join(f"{p.name}: {of(read_type(p.type))}" for p in parameters)

    def head(name: str, m: Signature | Method) -> str:
        return f"{name}({names(m.parameters)}): {of(read_type(m.returns))} {{"

    parts = {"tree": "[number, Node, Node]", "chain": "[number, Node]"}[shape]
    node = f"type Node = {parts} | null;\n\n" if _uses_node(s) else ""
    stop = f'throw new Error("{_NOT_WRITTEN}");'
    if not s.methods:
        return f"{node}function {head(s.entry, s)}\n  {stop}\n}}\n"
    members = [f"  constructor({names(s.parameters)}) {{\n  }}\n"]
    members += [f"  {head(m.name, m)}\n    {stop}\n  }}\n" for m in s.methods]
    return f"{node}class {s.entry} {{\n" + "\n".join(members) + "}\n"


# ------------------------------------------------------------------ Java


def _java_type(t: Type) -> str:
    boxed = {"int": "Long", "float": "Double", "bool": "Boolean"}

    def item(t: Type) -> str:
        return boxed.get(t.name) or _java_type(t)

    if t.name == "list":
        return f"List<{item(t.item) if t.item else 'Object'}>"
    if t.optional:
        return item(Type(t.name))
    return {"int": "long", "float": "double", "bool": "boolean", "str": "String",
            "None": "void", "node": "Node"}[t.name]  # fmt: skip


def _java(s: Signature, shape: Shape) -> str:
    def head(name: str, m: Signature | Method) -> str:
        return f"{_java_type(read_type(m.returns))} {name}({names(m.parameters)}) {{"

    def names(parameters: list[Parameter]) -> str:
        return ", ".join(f"{_java_type(read_type(p.type))} {p.name}" for p in parameters)

    stop = f'throw new UnsupportedOperationException("{_NOT_WRITTEN}");'
    fields = {"tree": "Node left;\n    Node right;", "chain": "Node rest;"}[shape]
    node = f"class Node {{\n    long value;\n    {fields}\n}}\n\n" if _uses_node(s) else ""
    if s.methods:
        members = [f"    {s.entry}({names(s.parameters)}) {{\n    }}\n"]
        members += [f"    {head(m.name, m)}\n        {stop}\n    }}\n" for m in s.methods]
        body = f"class {s.entry} {{\n" + "\n".join(members) + "}\n"
    else:
        body = f"class Solution {{\n    static {head(s.entry, s)}\n        {stop}\n    }}\n}}\n"
    text = node + body
    return f"import java.util.List;\n\n{text}" if "List<" in text else text


# ------------------------------------------------------------------ C++


def _cpp_type(t: Type) -> str:
    if t.name == "list":
        text = f"std::vector<{_cpp_type(t.item) if t.item else 'std::any'}>"
    else:
        text = {"int": "long long", "float": "double", "bool": "bool", "str": "std::string",
                "None": "void", "node": "Node*"}[t.name]  # fmt: skip
    return f"std::optional<{text}>" if t.optional else text


_CPP_HEADERS = {
    "std::any": "any", "std::optional": "optional", "std::logic_error": "stdexcept",
    "std::string": "string", "std::vector": "vector",
}  # fmt: skip


def _cpp(s: Signature, shape: Shape) -> str:
    def written(p: Parameter) -> str:
        t = read_type(p.type)
        text = _cpp_type(t)
        by_value = t.name in ("int", "float", "bool", "node") and not t.optional
        return f"{text} {p.name}" if by_value else f"const {text}& {p.name}"

    def names(parameters: list[Parameter]) -> str:
        return ", ".join(map(written, parameters))

    def head(name: str, m: Signature | Method) -> str:
        return f"{_cpp_type(read_type(m.returns))} {name}({names(m.parameters)}) {{"

    stop = f'throw std::logic_error("{_NOT_WRITTEN}");'
    fields = {"tree": "Node* left;\n    Node* right;", "chain": "Node* rest;"}[shape]
    node = f"struct Node {{\n    long long value;\n    {fields}\n}};\n\n" if _uses_node(s) else ""
    if s.methods:
        members = [f"    {s.entry}({names(s.parameters)}) {{\n    }}\n"]
        members += [f"    {head(m.name, m)}\n        {stop}\n    }}\n" for m in s.methods]
        body = f"class {s.entry} {{\npublic:\n" + "\n".join(members) + "};\n"
    else:
        body = f"{head(s.entry, s)}\n    {stop}\n}}\n"
    text = node + body
    headers = [f"#include <{file}>\n" for name, file in _CPP_HEADERS.items() if name in text]
    return "".join(headers) + "\n" + text


# ------------------------------------------------------------------ Go


def _go_type(t: Type) -> str:
    if t.name == "list":
        return f"[]{_go_type(t.item) if t.item else 'any'}"
    text = {"int": "int", "float": "float64", "bool": "bool", "str": "string",
            "None": "", "node": "*Node"}[t.name]  # fmt: skip
    return f"*{text}" if t.optional else text


def _go(s: Signature, shape: Shape) -> str:
    def names(parameters: list[Parameter]) -> str:
        return ", ".join(f"{p.name} {_go_type(read_type(p.type))}" for p in parameters)

    def head(name: str, m: Signature | Method) -> str:
        return f"{name}({names(m.parameters)}) {_go_type(read_type(m.returns))}".rstrip() + " {"

    stop = f'panic("{_NOT_WRITTEN}")'
    fields = {"tree": "left  *Node\n\tright *Node", "chain": "rest  *Node"}[shape]
    node = f"type Node struct {{\n\tvalue int\n\t{fields}\n}}\n\n" if _uses_node(s) else ""
    if not s.methods:
        return f"package main\n\n{node}func {head(s.entry, s)}\n\t{stop}\n}}\n"
    made = f"func New{s.entry}({names(s.parameters)}) *{s.entry} {{\n\treturn &{s.entry}{{}}\n}}\n"
    methods = [f"func (own *{s.entry}) {head(m.name, m)}\n\t{stop}\n}}\n" for m in s.methods]
    struct = f"type {s.entry} struct {{\n}}\n"
    return f"package main\n\n{node}" + "\n".join([struct, made, *methods])


_WRITERS: dict[StarterLanguage, Callable[[Signature, Shape], str]] = {
    "python": _python,
    "javascript": _javascript,
    "typescript": _typescript,
    "java": _java,
    "cpp": _cpp,
    "go": _go,
}
