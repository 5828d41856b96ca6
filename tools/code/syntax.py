"""Syntax trees of the languages, within bounds: whatever the text, a tree or a refusal comes soon.

tree-sitter asks every hundred steps whether to go on.  It may go on for :data:`PARSE_STEPS` of a
hundred, and, since some grammars take a hundred times as long for a step where a text can be read
in many ways, for :data:`CPU_S` of this thread's own processor time, which does not run while other
programs do.  The last step of a text that leaves thousands of brackets open takes seconds by
itself; such a text is refused before.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module
from typing import Literal, get_args

import tree_sitter

Language = Literal["python", "javascript", "typescript", "java", "cpp", "go"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

MAX_BYTES = 64_000
MAX_NODES = 40_000  # 64 kB of plain code, made of nothing but its densest lines, have 39,000
MAX_DEPTH = 500
MAX_WORK = 2_000_000  # the depths of all nodes together; 64 kB of plain code have 300,000
MAX_PIECES = 10_000  # of one error: tree-sitter's time grows with their square
PARSE_STEPS = 2_000  # each a hundred of tree-sitter's own; 64 kB of plain code take 800
CPU_S = 0.08  # 64 kB of plain code take 0.015
MAX_ANGLES = 50  # `<` with no `>`, `{` or `}` between: each may begin a list of types, or not
TOO_DEEP = f"the code is nested more than {MAX_DEPTH} levels deep"
TOO_TANGLED = "the code is too tangled to be read in good time"
TOO_DENSE = "the code has too many parts for its length to be read in good time"
_GRAMMARS: dict[Language, tuple[str, str]] = {
    "python": ("tree_sitter_python", "language"),
    "javascript": ("tree_sitter_javascript", "language"),
    "typescript": ("tree_sitter_typescript", "language_typescript"),
    "java": ("tree_sitter_java", "language"),
    "cpp": ("tree_sitter_cpp", "language"),
    "go": ("tree_sitter_go", "language"),
}


@dataclass
class Budget:
    """What tree-sitter may still do for one text, its pieces together."""

    steps: int = PARSE_STEPS
    until: float = field(default_factory=lambda: time.thread_time() + CPU_S)
    used_up: bool = False

    def spent(self) -> bool:
        """Called at each hundred steps; True stops tree-sitter."""
        self.steps -= 1
        self.used_up = self.used_up or self.steps < 0 or time.thread_time() > self.until
        return self.used_up


def refusal(source: str) -> str:
    """Why ``source`` is not read at all; empty if it is."""
    if len(source) > MAX_BYTES or len(source.encode("utf-8", "replace")) > MAX_BYTES:
        return f"the code is longer than {MAX_BYTES // 1000} kB"
    return "the code holds bytes that are not text" if "\0" in source else ""


def left_open(source: bytes, language: Language) -> str:
    """Why ``source`` is not to be parsed: too many brackets at once that nothing has closed yet.

    Empty if it may be.  Texts in quotes on one line do not count.
    """
    if language in _ANGLED:
        runs = re.split(rb"[>{}]", source)
        if max(len(_ANGLE.findall(run)) for run in runs) > MAX_ANGLES:
            return TOO_TANGLED
    if len(source.translate(None, _NO_OPENING)) > MAX_DEPTH:
        depth = 0
        for bracket in _QUOTED.sub(b"", source).translate(None, _NO_BRACKET):
            depth = max(0, depth + (1 if bracket in b"([{" else -1))
            if depth > MAX_DEPTH:
                return TOO_DEEP
    return ""


_ANGLED = frozenset({"java", "typescript"})  # C++ and Go have found out by the end of the text
_ANGLE = re.compile(rb"(?<!<)<(?!<)")
_QUOTED = re.compile(rb"\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'")
_NO_OPENING = bytes(set(range(256)) - set(b"([{"))
_NO_BRACKET = bytes(set(range(256)) - set(b"()[]{}"))


def syntax_tree(
    source: bytes,
    language: Language,
    ranges: list[tree_sitter.Range] | None = None,
    budget: Budget | None = None,
) -> tree_sitter.Tree | None:
    """The tree of ``source``, or of ``ranges`` of it; None if the parser had to try too much."""
    budget = budget or Budget()
    parser = tree_sitter.Parser(grammar(language))
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


def unreadable(tree: tree_sitter.Tree) -> str:
    """Why no query may run on ``tree``: its time grows with the depths of all nodes together.

    Empty if one may.
    """
    cursor, depth, work, nodes = tree.walk(), 0, 0, 0
    while True:
        work += depth
        nodes += 1
        if depth > MAX_DEPTH:
            return TOO_DEEP
        if work > MAX_WORK:
            return TOO_TANGLED
        if nodes > MAX_NODES:
            return TOO_DENSE
        if depth < 3 and (node := cursor.node) and node.is_error and node.child_count > MAX_PIECES:
            return "next to nothing in it can be read as code"
        if cursor.goto_first_child():
            depth += 1
            continue
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                return ""
            depth -= 1


@lru_cache
def grammar(language: Language) -> tree_sitter.Language:
    module, function = _GRAMMARS[language]
    return tree_sitter.Language(getattr(import_module(module), function)())
