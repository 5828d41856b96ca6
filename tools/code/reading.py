"""What one sweep over the matches of a query has found so far, and the scopes around the place.

:mod:`.read_blocks` and :mod:`.read_names` read the matches.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tools.code.code_facts import (
    Assignment,
    Branch,
    CallSite,
    Expression,
    Loop,
    Remark,
    Return,
    Structure,
)
from tools.code.languages import DIALECTS, Dialect
from tools.code.parse import Match, Parsed
from tools.code.scopes import Draft, Scope
from tools.code.spans import Span
from tools.code.targets import stored_names

CALLBACK = "<anonymous>"
"""What a function without a name is called in the facts."""


@dataclass
class Reading:
    parsed: Parsed
    scopes: list[Scope] = field(default_factory=list)
    functions: list[Draft] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)
    loops: list[Loop] = field(default_factory=list)
    branches: list[Branch] = field(default_factory=list)
    returns: list[tuple[Return, Span]] = field(default_factory=list)
    calls: list[CallSite] = field(default_factory=list)
    assignments: list[Assignment] = field(default_factory=list)
    expressions: list[Expression] = field(default_factory=list)
    structures: list[Structure] = field(default_factory=list)
    imports: list[str] = field(default_factory=list)
    comments: list[Remark] = field(default_factory=list)
    errors: list[Remark] = field(default_factory=list)
    dead: set[int] = field(default_factory=set)
    outer: set[tuple[str, str]] = field(default_factory=set)
    names: list[Span] = field(default_factory=list)
    bodies: list[Span] = field(default_factory=list)  # what may be skipped: of branches and loops
    ternaries: list[Span] = field(default_factory=list)
    unread: set[tuple[int, int]] = field(default_factory=set)  # places where a name is not read
    not_parameters: set[tuple[int, int]] = field(default_factory=set)
    results: set[Span] = field(default_factory=set)
    elifs: set[int] = field(default_factory=set)
    starts: list[Span] = field(default_factory=list)

    @property
    def dialect(self) -> Dialect:
        return DIALECTS[self.parsed.language]

    def come_to(self, match: Match) -> None:
        """Leave the scopes that ``match`` is not in; matches come in order of place, the outer
        before the inner."""
        while self.scopes and not self.scopes[-1].span.holds(match.span):
            self.scopes.pop()

    def read_places(self) -> dict[str, list[int]]:
        """Where each name is read, in bytes."""
        found: dict[str, list[int]] = {}
        for span in self.names:
            if (span.start, span.end) not in self.unread or span in self.results:
                found.setdefault(span.text, []).append(span.start)
        return found

    # ---- where we are

    def here(self) -> str:
        """The name of the innermost function."""
        return self.scopes[-1].here if self.scopes else ""

    def nesting(self) -> int:
        return self.scopes[-1].nesting if self.scopes else 0

    def leave_out(self, *spans: Span) -> None:
        """At these places a name is not read."""
        self.unread.update((span.start, span.end) for span in spans)

    def store(self, target: Span) -> list[str]:
        """The names that an assignment to ``target`` sets."""
        names, _ = stored_names(target)
        self.unread.update(place for _, place in names)
        return [name for name, _ in names]
