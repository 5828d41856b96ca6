"""What encloses a place in the code while it is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from tools.code.spans import Span


@dataclass
class Draft:
    """A function as far as it is read. ``parameters``: each name with how it is written."""

    name: str
    owner: str
    receiver: str
    line: int
    span: Span
    body: Span
    parameters: dict[str, str] = field(default_factory=dict)
    variadic: bool = False
    self_calls: list[Span] = field(default_factory=list)

    @property
    def full_name(self) -> str:
        return f"{self.owner}.{self.name}" if self.owner else self.name


@dataclass
class Scope:
    """What encloses the match being read; ``here`` is the name of the innermost function."""

    span: Span
    kind: Literal["function", "callback", "class", "loop"]
    here: str
    nesting: int = 0
    name: str = ""
    draft: Draft | None = None
