"""Parse code with tree-sitter and run its language's query; broken code parses as far as it goes.

``queries/<language>.scm`` captures the same names in every language, so that what reads the
captures does not know the language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib import import_module, resources
from typing import Literal, get_args

import tree_sitter

Language = Literal["python", "javascript", "typescript", "java", "cpp", "go"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

MAX_BYTES = 64_000
MATCH_LIMIT = 4096  # of unfinished matches, tree-sitter's bound on a query
MAX_DEPTH = 500
MAX_WORK = 2_000_000  # the depths of all nodes together; 64 kB of plain code have 300,000
MAX_PIECES = 10_000  # of one error: tree-sitter's time grows with their square
PARSE_STEPS = 2_000  # each a hundred of tree-sitter's own; 64 kB of plain code take 800
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
    matches: list[Match] = []
    for piece in _pieces(tree, data, language):
        root = piece.root_node
        refused = _too_deep(piece)
        if refused:
            return Parsed(b"", language, refused=refused)
        for _, captures in tree_sitter.QueryCursor(
            _query(language), match_limit=MATCH_LIMIT
        ).matches(root):
            matches += _matches(captures, data, root.end_byte, language)
    matches.sort(key=lambda m: (m.span.start, -m.span.end, m.name not in _FIRST))
    return Parsed(data, language, tuple(matches))


def _matches(
    captures: dict[str, list[tree_sitter.Node]], data: bytes, end: int, language: Language
) -> list[Match]:
    mains = (n for n in captures if n[0] != "_" and n.partition(".")[2] not in _PARTS)
    name = next(mains, "")
    if not name:
        return []
    if name == "binary":  # asked for in the query, this would wait for the operator at each level
        [node] = captures[name]
        operator = node.child_by_field_name("operator")
        kind = _OPERATORS.get(operator.type if operator else "", "arithmetic")
        return [Match(kind, _span(node, data), {})]
    if name == "error":
        return [Match(name, _error_span(node, data, end, language), {}) for node in captures[name]]
    spans = {n: tuple(_span(node, data) for node in nodes) for n, nodes in captures.items()}
    return [Match(name, span, spans) for span in spans[name]]


def _pieces(tree: tree_sitter.Tree, data: bytes, language: Language) -> Iterator[tree_sitter.Tree]:
    """``tree``; of code with errors each top-level piece on its own, so that a bracket left open in
    one does not hide the next."""
    starts = [m.start() for m in _TOP_LEVEL[language].finditer(data) if m.start()]
    if not tree.root_node.has_error or not starts:
        yield tree
        return
    for start, end in zip([0, *starts], [*starts, len(data)], strict=True):
        rows = [data.count(b"\n", 0, place) for place in (start, end)]
        columns = [0, end - (data.rfind(b"\n", 0, end) + 1)]
        place = tree_sitter.Range((rows[0], columns[0]), (rows[1], columns[1]), start, end)
        piece = syntax_tree(data, language, [place])
        if piece is not None:
            yield piece


def _too_deep(tree: tree_sitter.Tree) -> str:
    """Why the query must not run: its time grows with the depths of all nodes together."""
    cursor, depth, work = tree.walk(), 0, 0
    while True:
        work += depth
        if depth > MAX_DEPTH:
            return f"the code is nested more than {MAX_DEPTH} levels deep"
        if work > MAX_WORK:
            return _TOO_TANGLED
        if depth < 3 and (node := cursor.node) and node.is_error and node.child_count > MAX_PIECES:
            return "next to nothing in it can be read as code"
        if cursor.goto_first_child():
            depth += 1
            continue
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                return ""
            depth -= 1


def refusal(source: str) -> str:
    """Why ``source`` is not read at all; empty if it is."""
    if len(source) > MAX_BYTES or len(source.encode("utf-8", "replace")) > MAX_BYTES:
        return f"the code is longer than {MAX_BYTES // 1000} kB"
    return "the code holds bytes that are not text" if "\0" in source else ""


def syntax_tree(
    source: bytes, language: Language, ranges: list[tree_sitter.Range] | None = None
) -> tree_sitter.Tree | None:
    """The tree of ``source``, or of ``ranges`` of it; None if the parser had to try too much."""
    budget = _Budget(PARSE_STEPS)
    parser = tree_sitter.Parser(_grammar(language))
    if ranges:
        parser.included_ranges = ranges
    try:
        return parser.parse(
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


_OPERATORS = {
    **dict.fromkeys(("<", "<=", ">", ">=", "==", "===", "!=", "!==", "in", "instanceof"),
                    "comparison"),
    **dict.fromkeys(("&&", "||", "??"), "boolean"),
}  # fmt: skip
_INSIDE = rb"(?!public:|private:|protected:|default:|case |else\b|except\b|finally\b)"
_BRACES = re.compile(rb"(?<=\n\n)" + _INSIDE + rb"[A-Za-z_@#/*]", re.MULTILINE)
# Where a new piece of top-level code begins.
_TOP_LEVEL: dict[Language, re.Pattern[bytes]] = {
    "python": re.compile(rb"^(?=(?:async def|def|class)\b|@)", re.MULTILINE),
    **dict.fromkeys(("javascript", "typescript", "java", "cpp", "go"), _BRACES),
}


_NO_COLON = re.compile(
    rb"\s*(?:if|elif|else|for|while|def|class|with|try|except|finally)\b[^#]*[^#:,\\\s([{]\s*(?:#.*)?"
)


def _error_span(node: tree_sitter.Node, source: bytes, end: int, language: Language) -> Span:
    """Where to point at for an error.  What is missing is missing right after what stands before
    it; where the rest of the code was swallowed, it ends too early."""
    span = _span(node, source)
    if node.is_missing:
        at = len(source[: span.start].rstrip())
        line = source.count(b"\n", 0, at) + 1
        return replace(span, start=at, end=at, line=line, end_line=line)
    if language == "python":
        # A colon that is missing is noticed at the first word of the next line.
        before = source[: span.start].rstrip()
        above = before[before.rfind(b"\n") + 1 :]
        line = before.count(b"\n") + 1
        if line < span.line and _NO_COLON.fullmatch(above):
            return replace(span, start=len(before) - len(above), line=line)
    if span.line == span.end_line or source[span.end : end].strip():
        return span
    last = len(source[: span.end].rstrip())
    first = source.rfind(b"\n", 0, last) + 1
    line = source.count(b"\n", 0, last) + 1
    return replace(span, start=max(first, span.start), end=last, line=line, end_line=line)


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
