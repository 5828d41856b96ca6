"""Parse code with tree-sitter and run its language's query; broken code parses as far as it goes.

``queries/<language>.scm`` captures the same names in every language, so that what reads the
captures does not know the language.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module, resources
from typing import Literal

import tree_sitter

Language = Literal["python"]

MAX_BYTES = 64_000
_GRAMMARS: dict[str, tuple[str, str]] = {"python": ("tree_sitter_python", "language")}


@dataclass(frozen=True)
class Span:
    """A piece of the source: ``start`` and ``end`` in bytes, lines from 1, ``end_line`` included.

    ``kind`` is the grammar's name for it; ``names`` are the identifiers captured with it.
    """

    start: int
    end: int
    line: int
    end_line: int
    kind: str
    text: str

    def holds(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True)
class Match:
    """One match of the query: its main capture and the captures that describe it."""

    name: str
    span: Span
    parts: dict[str, tuple[Span, ...]]


@dataclass(frozen=True)
class Parsed:
    """``matches`` by place, the outer before the inner. ``refused`` says why nothing was parsed."""

    source: bytes
    language: Language
    matches: tuple[Match, ...] = ()
    refused: str = ""


def parse(source: str, language: Language = "python") -> Parsed:
    """Parse ``source``; never raises on what it holds."""
    data = source.encode("utf-8", "replace")
    if len(data) > MAX_BYTES:
        return Parsed(b"", language, refused=f"the code is longer than {MAX_BYTES // 1000} kB")
    if "\0" in source:
        return Parsed(b"", language, refused="the code holds bytes that are not text")
    parser, query = _tools(language)
    tree = parser.parse(data)
    cursor = tree_sitter.QueryCursor(query, match_limit=4096)
    matches = []
    for _, captures in cursor.matches(tree.root_node):
        name = next((n for n in captures if "." not in n or n in _MAIN), "")
        if not name:
            continue
        parts = {n: tuple(map(_span, nodes)) for n, nodes in captures.items() if n != name}
        matches.extend(Match(name, _span(node), parts) for node in captures[name])
    matches.sort(key=lambda m: (m.span.start, -m.span.end))
    return Parsed(data, language, tuple(matches))


# Captures with a dot that stand on their own; any other dotted one describes the one beside it.
_MAIN = frozenset({
    "loop.for", "loop.while", "branch.if", "branch.elif", "branch.else", "branch.ternary",
    "branch.match", "assignment.augmented", "assignment.walrus", "assignment.with",
    "structure.list", "structure.dict", "structure.set", "import.name", "import.member",
    "name.attribute", "name.keyword",
})  # fmt: skip


def _span(node: tree_sitter.Node) -> Span:
    text = (node.text or b"").decode("utf-8", "replace")
    return Span(
        node.start_byte,
        node.end_byte,
        node.start_point.row + 1,
        node.end_point.row + 1,
        "missing" if node.is_missing else node.type,
        text,
    )


@lru_cache
def _tools(language: Language) -> tuple[tree_sitter.Parser, tree_sitter.Query]:
    module, function = _GRAMMARS[language]
    grammar = tree_sitter.Language(getattr(import_module(module), function)())
    text = resources.files("tools.code").joinpath("queries", f"{language}.scm").read_text("utf-8")
    return tree_sitter.Parser(grammar), tree_sitter.Query(grammar, text)
