"""What a problem and a staple question are. One problem is a folder ``problems/<slug>/``.

    problem.yaml      everything below but the code
    reference.py      a right solution
    wrong_<name>.py   at least two wrong ones; ``wrong`` in problem.yaml names each misconception
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

Difficulty = Literal["easy", "medium", "hard"]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Case(Strict):
    """One test: ``entry(*args)`` must give ``expected``. ``then``: method calls, for a class."""

    args: list[JsonValue]
    expected: JsonValue
    then: list[tuple[str, list[JsonValue]]] = []
    hidden: bool = False


class Parameter(Strict):
    name: str
    type: str = Field(description="a Python type as written in the starter code")


class Signature(Strict):
    entry: str
    parameters: list[Parameter]
    returns: str


class Wrong(Strict):
    """A wrong solution: ``wrong_<name>.py`` and the misconception that it shows."""

    name: str
    misconception: str


class RubricPoint(Strict):
    """Something observable in a reply, answered yes or no with a quote."""

    id: str
    looks_for: str


class Complexity(Strict):
    time: str
    space: str


class Problem(Strict):
    slug: str
    title: str
    difficulty: Difficulty
    topics: list[str] = Field(min_length=1)
    statement: str = Field(description="as it reads on the screen, Markdown")
    spoken: str = Field(description="as an interviewer says it: short, for the ear, no symbols")
    constraints: list[str]
    signature: Signature
    compare: Literal["equal", "any_order", "close"] = "equal"
    cases: list[Case] = Field(min_length=6)
    hints: list[str] = Field(min_length=3, max_length=3)
    rubric: list[RubricPoint] = Field(min_length=2)
    complexity: Complexity
    reference: str = Field(default="", description="filled from reference.py")
    wrong: list[Wrong] = Field(min_length=2)
    wrong_sources: dict[str, str] = Field(default={}, description="filled from wrong_*.py")

    @property
    def starter(self) -> str:
        """Starter code in Python, from the signature."""
        parameters = ", ".join(f"{p.name}: {p.type}" for p in self.signature.parameters)
        head = f"def {self.signature.entry}({parameters}) -> {self.signature.returns}:"
        return f"{head}\n    pass\n"


class Staple(Strict):
    """A standard behavioural question; ``rubric`` follows situation, task, action, result."""

    id: str
    text: str
    follow_up: str
    rubric: list[RubricPoint] = Field(min_length=2)
