"""Parse code with tree-sitter and run its language's query; broken code parses as far as it goes.

``queries/<language>.scm`` captures the same names in every language, so that what reads the
captures does not know the language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

import tree_sitter

from tools.code.spans import Span, Text
from tools.code.syntax import (
    TOO_DENSE,
    TOO_TANGLED,
    Budget,
    Language,
    grammar,
    left_open,
    refusal,
    syntax_tree,
    unreadable,
)

MATCH_LIMIT = 4096  # of unfinished matches, tree-sitter's bound on a query
MAX_MATCHES = 15_000  # 64 kB of plain code have 8,000 to 12,000
MAX_ERRORS = 20  # that are told of
MAX_REREAD = 200  # pieces that code with errors is read in
_ECMASCRIPT = frozenset({"javascript", "typescript"})  # they share a query


class Match(NamedTuple):
    """One match of the query: its main capture and the captures that describe it.

    A tuple, since thousands are made of every file.
    """

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
    text, budget = Text(source.encode("utf-8", "replace")), Budget()
    refused = refusal(source) or left_open(text.source, language)
    if refused:
        return Parsed(b"", language, refused=refused)
    tree = syntax_tree(text.source, language, budget=budget)
    if tree is None:
        return Parsed(b"", language, refused=TOO_TANGLED)
    matches: list[Match] = []
    for piece in _pieces(tree, text, language, budget):
        refused = unreadable(piece) or _read(piece, text, language, matches)
        if refused:
            return Parsed(b"", language, refused=refused)
    matches.sort(key=lambda m: (m.span.start, -m.span.end, m.name not in _FIRST))
    return Parsed(text.source, language, tuple(matches))


def _read(tree: tree_sitter.Tree, text: Text, language: Language, matches: list[Match]) -> str:
    """Add the matches in ``tree``; why there can be none, if so."""
    cursor = tree_sitter.QueryCursor(_query(language), match_limit=MATCH_LIMIT)
    found = cursor.matches(tree.root_node)
    if len(found) + len(matches) > MAX_MATCHES:
        return TOO_DENSE
    end = tree.root_node.end_byte
    errors: list[tree_sitter.Node] = []
    for _, captures in found:
        if "error" in captures:
            errors += captures["error"]
        else:
            _take(captures, text, matches)
    errors.sort(key=lambda node: node.start_byte)
    for node in errors[:MAX_ERRORS]:
        matches.append(Match("error", _error_span(node, text, end, language), {}))
    return ""


def _take(captures: dict[str, list[tree_sitter.Node]], text: Text, matches: list[Match]) -> None:
    name = next(filter(_stands_alone, captures), "")
    if not name:
        return
    if name == "binary":  # asked for in the query, this would wait for the operator at each level
        [node] = captures[name]
        operator = node.child_by_field_name("operator")
        kind = _OPERATORS.get(operator.type if operator else "", "arithmetic")
        matches.append(Match(kind, _span(node, text), {}))
        return
    spans = {n: tuple([_span(node, text) for node in nodes]) for n, nodes in captures.items()}
    matches += [Match(name, span, spans) for span in spans[name]]


@lru_cache
def _stands_alone(capture: str) -> bool:
    return capture[0] != "_" and capture.partition(".")[2] not in _PARTS


def _pieces(
    tree: tree_sitter.Tree, text: Text, language: Language, budget: Budget
) -> Sequence[tree_sitter.Tree]:
    """``tree``; of code with errors each top-level piece on its own, so that a bracket left open in
    one does not hide the next."""
    data = text.source
    starts = [m.start() for m in _TOP_LEVEL[language].finditer(data) if m.start()]
    if not tree.root_node.has_error or not starts:
        return [tree]
    starts = starts[:: -(-len(starts) // MAX_REREAD)]
    pieces = []
    for start, end in zip([0, *starts], [*starts, len(data)], strict=True):
        rows = [text.line(place) - 1 for place in (start, end)]
        columns = [0, end - (data.rfind(b"\n", 0, end) + 1)]
        place = tree_sitter.Range((rows[0], columns[0]), (rows[1], columns[1]), start, end)
        piece = syntax_tree(data, language, [place], budget)
        if piece is None:
            return [tree]
        pieces.append(piece)
    return pieces


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


def _error_span(node: tree_sitter.Node, text: Text, end: int, language: Language) -> Span:
    """Where to point at for an error.  What is missing is missing right after what stands before
    it; where the rest of the code was swallowed, it ends too early."""
    span, source = _span(node, text), text.source
    if node.is_missing:
        at = len(source[: span.start].rstrip())
        return span._replace(start=at, end=at)
    if language == "python":
        # A colon that is missing is noticed at the first word of the next line.
        before = source[: span.start].rstrip()
        above = before[before.rfind(b"\n") + 1 :]
        if text.line(len(before)) < span.line and _NO_COLON.fullmatch(above):
            return span._replace(start=len(before) - len(above))
    if span.line == span.end_line or source[span.end : end].strip():
        return span
    last = len(source[: span.end].rstrip())
    first = source.rfind(b"\n", 0, last) + 1
    return span._replace(start=max(first, span.start), end=last)


def _span(node: tree_sitter.Node, text: Text) -> Span:
    kind = "missing" if node.is_missing else node.type
    return Span(node.start_byte, node.end_byte, kind, text)


@lru_cache
def _query(language: Language) -> tree_sitter.Query:
    folder = resources.files("tools.code").joinpath("queries")
    names = ("ecmascript", language) if language in _ECMASCRIPT else (language,)
    texts = (folder.joinpath(f"{name}.scm").read_text("utf-8") for name in names)
    return tree_sitter.Query(grammar(language), "\n".join(texts))
