"""Parse code with tree-sitter and run its language's query; broken code parses as far as it goes.

``queries/<language>.scm`` captures the same names in every language, so that what reads the
captures does not know the language.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module, resources
from typing import Literal, get_args

import tree_sitter

Language = Literal["python", "javascript", "typescript", "java", "cpp", "go"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

MAX_BYTES = 64_000
_GRAMMARS: dict[Language, tuple[str, str]] = {
    "python": ("tree_sitter_python", "language"),
    "javascript": ("tree_sitter_javascript", "language"),
    "typescript": ("tree_sitter_typescript", "language_typescript"),
    "java": ("tree_sitter_java", "language"),
    "cpp": ("tree_sitter_cpp", "language"),
    "go": ("tree_sitter_go", "language"),
}


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
    refused = refusal(source)
    if refused:
        return Parsed(b"", language, refused=refused)
    data = source.encode("utf-8", "replace")
    parser, query = _parser(language), _query(language)
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


def refusal(source: str) -> str:
    """Why ``source`` is not read at all; empty if it is."""
    if len(source) > MAX_BYTES or len(source.encode("utf-8", "replace")) > MAX_BYTES:
        return f"the code is longer than {MAX_BYTES // 1000} kB"
    return "the code holds bytes that are not text" if "\0" in source else ""


def syntax_tree(source: bytes, language: Language) -> tree_sitter.Tree:
    return _parser(language).parse(source)


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
def _grammar(language: Language) -> tree_sitter.Language:
    module, function = _GRAMMARS[language]
    return tree_sitter.Language(getattr(import_module(module), function)())


def _parser(language: Language) -> tree_sitter.Parser:
    return tree_sitter.Parser(_grammar(language))


@lru_cache
def _query(language: Language) -> tree_sitter.Query:
    text = resources.files("tools.code").joinpath("queries", f"{language}.scm").read_text("utf-8")
    return tree_sitter.Query(_grammar(language), text)
