"""Parse code with tree-sitter and run its language's query; broken code parses as far as it goes.

``queries/<language>.scm`` captures the same names in every language, so that what reads the
captures does not know the language.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module, resources
from typing import Literal, get_args

import tree_sitter

Language = Literal["python", "javascript", "typescript", "java", "cpp", "go"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

MAX_BYTES = 64_000
MATCH_LIMIT = 4096  # of unfinished matches, tree-sitter's bound on a query
PARSE_STEPS = 5_000  # each some hundred of tree-sitter's own; 64 kB of plain code take 300
_ECMASCRIPT = frozenset({"javascript", "typescript"})  # they share a query
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

    ``kind`` is the grammar's name for it.
    """

    start: int
    end: int
    line: int
    end_line: int
    kind: str
    source: bytes = field(repr=False, compare=False)

    @property
    def text(self) -> str:
        return self.source[self.start : self.end].decode("utf-8", "replace")

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
    tree = syntax_tree(data, language)
    if tree is None:
        return Parsed(b"", language, refused=_TOO_TANGLED)
    cursor = tree_sitter.QueryCursor(_query(language), match_limit=MATCH_LIMIT)
    matches = []
    for _, captures in cursor.matches(tree.root_node):
        name = next((n for n in captures if n.partition(".")[2] not in _PARTS), "")
        if not name:
            continue
        spans = {n: tuple(_span(node, data) for node in nodes) for n, nodes in captures.items()}
        matches.extend(Match(name, span, spans) for span in spans[name])
    matches.sort(key=lambda m: (m.span.start, -m.span.end, m.name not in _FIRST))
    return Parsed(data, language, tuple(matches))


def refusal(source: str) -> str:
    """Why ``source`` is not read at all; empty if it is."""
    if len(source) > MAX_BYTES or len(source.encode("utf-8", "replace")) > MAX_BYTES:
        return f"the code is longer than {MAX_BYTES // 1000} kB"
    return "the code holds bytes that are not text" if "\0" in source else ""


def syntax_tree(source: bytes, language: Language) -> tree_sitter.Tree | None:
    """The tree of ``source``; None if the parser had to try too much."""
    budget = _Budget(PARSE_STEPS)
    try:
        return tree_sitter.Parser(_grammar(language)).parse(
            lambda at, _: source[at : at + 65_536],
            progress_callback=lambda _at, _error: budget.spent(),
        )
    except ValueError:
        if not budget.used_up:
            raise
        return None


@dataclass
class _Budget:
    """Counts tree-sitter's calls: steps, not seconds, so that a busy machine refuses no more."""

    left: int
    used_up: bool = False

    def spent(self) -> bool:
        self.left -= 1
        self.used_up = self.left < 0
        return self.used_up


_TOO_TANGLED = "the code is too tangled to be read in good time"
# What a dotted capture describes of the one beside it; any other stands on its own.
_PARTS = frozenset({
    "name", "body", "target", "header", "start", "condition", "object", "receiver", "owner",
})  # fmt: skip


# Of two at one place, these say what the other is.
_FIRST = frozenset({"function", "branch.else", "signature", "class"})


def _span(node: tree_sitter.Node, source: bytes) -> Span:
    return Span(
        node.start_byte,
        node.end_byte,
        node.start_point.row + 1,
        node.end_point.row + 1,
        "missing" if node.is_missing else node.type,
        source,
    )


@lru_cache
def _grammar(language: Language) -> tree_sitter.Language:
    module, function = _GRAMMARS[language]
    return tree_sitter.Language(getattr(import_module(module), function)())


@lru_cache
def _query(language: Language) -> tree_sitter.Query:
    folder = resources.files("tools.code").joinpath("queries")
    names = ("ecmascript", language) if language in _ECMASCRIPT else (language,)
    texts = (folder.joinpath(f"{name}.scm").read_text("utf-8") for name in names)
    return tree_sitter.Query(_grammar(language), "\n".join(texts))
