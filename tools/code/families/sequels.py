"""A class that is asked about, and the lives of its objects: short sequences of method calls."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import JsonValue

from tools.code.code_facts import CodeFacts, Function
from tools.code.facts import read_facts
from tools.code.families.study import derived
from tools.code.probe import Derivation
from tools.code.wording import say, say_inputs
from tools.ports import Call, Outcome


@dataclass(frozen=True)
class Sequel:
    """One object's life: its calls, and what came of them."""

    call: Call
    outcome: Outcome

    @property
    def last(self) -> JsonValue:
        value = self.outcome.value
        return value[-1] if isinstance(value, list) and value else None


@dataclass(frozen=True)
class ClassCode:
    """A class as it is written, and how calls of it are said."""

    name: str
    methods: dict[str, Function]
    facts: CodeFacts
    lines: tuple[str, ...]

    def story(self, call: Call) -> str:
        """``capacity is 2 and you call save "a", "1"; then save "b", "2"``."""
        start = self.methods.get("__init__")
        names = start.parameters[1:] if start else ()
        inputs = say_inputs(names[: len(call.args)], call.args[: len(names)])
        said = [" ".join([name, ", ".join(map(say, args))]).strip() for name, args in call.then]
        steps = "; then ".join(said)
        return f"{inputs} and you call {steps}" if inputs else f"you call {steps}"


def class_code(source: str, entry: str) -> ClassCode | None:
    """The class ``entry``; None if it does not parse or has no methods."""
    facts = read_facts(source)
    methods = {f.name: f for f in facts.functions if f.owner == entry}
    if facts.syntax_errors or not methods:
        return None
    return ClassCode(entry, methods, facts, tuple(source.split("\n")))


def derived_from(method, sequel: Sequel, **evidence: JsonValue) -> Derivation:
    then: JsonValue = [[name, list(args)] for name, args in sequel.call.then]
    return derived(method, sequel.call.args, then=then, **evidence)
