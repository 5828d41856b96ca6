"""What is known of a piece of code, as plain data: the parts of :class:`CodeFacts`.

Lines count from 1.  ``function`` is the name of the innermost enclosing function, ``Class.method``
for a method, empty at the top level.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tools.code.syntax import Language


@dataclass(frozen=True)
class Function:
    name: str
    line: int
    end_line: int
    body_line: int
    parameters: tuple[str, ...]
    recursive: bool
    owner: str = ""  # the class it is a method of
    variadic: bool = False  # it takes *any number of arguments
    base_cases: tuple[int, ...] = ()  # returns of a recursive function without a call of itself

    @property
    def full_name(self) -> str:
        """``Class.method`` for a method, else the name."""
        return f"{self.owner}.{self.name}" if self.owner else self.name


@dataclass(frozen=True)
class Loop:
    """``header`` is the iterable of a ``for``, the condition of a ``while``. ``nesting`` is 1 for
    an outermost loop of its function. ``targets`` are the names that a ``for`` sets; ``body_end``
    is the last line of the body, before any ``else``."""

    line: int
    end_line: int
    body_line: int
    body_end: int
    kind: Literal["for", "while", "comprehension"]
    nesting: int
    header: str
    targets: tuple[str, ...]
    function: str


@dataclass(frozen=True)
class Branch:
    line: int
    end_line: int
    body_line: int
    kind: Literal["if", "elif", "else", "ternary", "match"]
    condition: str
    function: str


@dataclass(frozen=True)
class Return:
    line: int
    end_line: int
    value: str
    function: str


@dataclass(frozen=True)
class CallSite:
    """``on`` is the text of what a method is called on, empty for a plain call."""

    line: int
    name: str
    on: str
    text: str
    function: str


@dataclass(frozen=True)
class Assignment:
    line: int
    name: str
    kind: Literal["set", "update", "loop", "with", "parameter", "item"]
    function: str


@dataclass(frozen=True)
class Expression:
    """A comparison, ``and``/``or``, arithmetic or integer, with its place in bytes."""

    line: int
    start: int
    end: int
    text: str
    kind: str
    function: str


@dataclass(frozen=True)
class Structure:
    """A data structure in use: ``list``, ``dict``, ``set``, ``heap``, ``deque``, ..."""

    line: int
    name: str
    function: str


@dataclass(frozen=True)
class Mutation:
    """A parameter whose object the code seems to change in place."""

    line: int
    parameter: str
    how: str
    function: str


@dataclass(frozen=True)
class Remark:
    """A comment or a syntax error, with its text."""

    line: int
    text: str


@dataclass(frozen=True)
class CodeFacts:
    """``refused`` is empty, or says why the code was not parsed; then all else is empty."""

    language: Language
    lines: int = 0
    refused: str = ""
    functions: tuple[Function, ...] = ()
    classes: tuple[str, ...] = ()
    loops: tuple[Loop, ...] = ()
    branches: tuple[Branch, ...] = ()
    returns: tuple[Return, ...] = ()
    calls: tuple[CallSite, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    expressions: tuple[Expression, ...] = ()
    structures: tuple[Structure, ...] = ()
    mutations: tuple[Mutation, ...] = ()
    unused: tuple[Assignment, ...] = ()
    unreachable: tuple[int, ...] = ()
    imports: tuple[str, ...] = ()
    comments: tuple[Remark, ...] = ()
    syntax_errors: tuple[Remark, ...] = ()
    uses_introspection: tuple[str, ...] = ()

    def function(self, name: str) -> Function | None:
        return next((f for f in self.functions if f.full_name == name or f.name == name), None)
