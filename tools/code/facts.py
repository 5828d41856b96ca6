"""What can be known of code by reading it: one :class:`CodeFacts` for every language.

Pure: text in, facts out.  Broken code gives what can be known; nothing here raises on what the
code holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Literal

from tools.code.code_facts import (
    Assignment,
    Branch,
    CallSite,
    CodeFacts,
    Expression,
    Function,
    Loop,
    Remark,
    Return,
    Structure,
)
from tools.code.name_facts import CHANGES, mutations, unreachable, unused
from tools.code.parse import Language, Match, Parsed, Span, parse

__all__ = ["CHANGES", "CodeFacts", "facts_of", "read_facts"]

_STRUCTURE_CALLS = {
    "list": "list", "dict": "dict", "set": "set", "frozenset": "set", "tuple": "tuple",
    "defaultdict": "dict", "Counter": "dict", "OrderedDict": "dict", "deque": "deque",
    "heappush": "heap", "heapify": "heap", "heappop": "heap", "sorted": "sorted list",
}  # fmt: skip
_INTROSPECTION = frozenset({
    "sys", "inspect", "gc", "traceback", "dis", "ctypes", "types", "threading", "_thread", "signal",
    "importlib", "builtins", "os", "faulthandler", "weakref",
})  # fmt: skip
_INTROSPECTIVE_NAMES = frozenset({
    "eval", "exec", "globals", "locals", "vars", "settrace", "setprofile", "_getframe",
    "breakpoint", "__import__", "__builtins__", "f_back", "f_locals", "f_globals", "tb_frame",
    "gi_frame", "__globals__", "__code__", "__subclasses__",
})  # fmt: skip


def read_facts(source: str, language: Language = "python") -> CodeFacts:
    """Facts about ``source``. Never raises on what the code holds; at most 64 kB are parsed."""
    return facts_of(parse(source, language))


def facts_of(parsed: Parsed) -> CodeFacts:
    if parsed.refused:
        return CodeFacts(parsed.language, refused=parsed.refused)
    reading = _Reading(parsed)
    for match in parsed.matches:
        reading.take(match)
    return reading.facts()


@dataclass
class _Scope:
    """What encloses the match being read: a function, a class or a loop."""

    span: Span
    kind: Literal["function", "class", "loop"]
    name: str = ""


@dataclass
class _Reading:
    """One sweep over the matches in order of place, with the enclosing scopes on a stack."""

    parsed: Parsed
    scopes: list[_Scope] = field(default_factory=list)
    functions: list[Function] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)
    loops: list[Loop] = field(default_factory=list)
    branches: list[Branch] = field(default_factory=list)
    returns: list[Return] = field(default_factory=list)
    calls: list[CallSite] = field(default_factory=list)
    assignments: list[Assignment] = field(default_factory=list)
    expressions: list[Expression] = field(default_factory=list)
    structures: list[Structure] = field(default_factory=list)
    imports: list[str] = field(default_factory=list)
    comments: list[Remark] = field(default_factory=list)
    errors: list[Remark] = field(default_factory=list)
    outer: set[tuple[str, str]] = field(default_factory=set)
    stores: set[tuple[int, int]] = field(default_factory=set)
    not_names: set[tuple[int, int]] = field(default_factory=set)
    names: list[tuple[Span, str]] = field(default_factory=list)
    ends: list[Span] = field(default_factory=list)

    # ---- where we are

    def _here(self) -> str:
        """The innermost enclosing function, with its class."""
        name = ""
        for scope in self.scopes:
            if scope.kind == "class":
                name = scope.name + "."
            elif scope.kind == "function":
                name = (name if name.endswith(".") else "") + scope.name
        return "" if name.endswith(".") else name

    def _nesting(self) -> int:
        depth = 0
        for scope in self.scopes:
            depth = 0 if scope.kind == "function" else depth + (scope.kind == "loop")
        return depth

    # ---- one match

    def take(self, match: Match) -> None:
        while self.scopes and not self.scopes[-1].span.holds(match.span):
            self.scopes.pop()
        kind, _, rest = match.name.partition(".")
        reader = getattr(self, f"_{kind}", None)
        if reader is not None:
            reader(match, rest)

    def _function(self, match: Match, _: str) -> None:
        name, body = match.parts["function.name"][0], match.parts["function.body"][0]
        self.not_names.add((name.start, name.end))
        heading = match.parts["function.parameters"][0].text
        parameters = _parameters(heading)
        owner = ""
        if self.scopes and self.scopes[-1].kind == "class":
            owner = self.scopes[-1].name
        span = match.span
        variadic = bool(re.search(r"[(,]\s*\*{1,2}\s*\w", heading))
        self.functions.append(
            Function(
                name.text, span.line, span.end_line, body.line, parameters, False, owner, variadic
            )
        )
        self.scopes.append(_Scope(match.span, "function", name.text))
        here = self._here()
        self.assignments += [Assignment(match.span.line, p, "parameter", here) for p in parameters]
        head = match.parts["function.parameters"][0]
        self.stores.update(
            (head.start + m.start(), head.start + m.end())
            for m in re.finditer(rb"[^\W\d]\w*", head.text.encode())
        )

    def _class(self, match: Match, _: str) -> None:
        name = match.parts["class.name"][0]
        self.not_names.add((name.start, name.end))
        self.classes.append(name.text)
        self.scopes.append(_Scope(match.span, "class", name.text))

    def _loop(self, match: Match, kind: str) -> None:
        header, body = match.parts["loop.header"][0], match.parts["loop.body"][0]
        target = match.parts.get("loop.target")
        targets = self._stored(target[0]) if target else ()
        here = self._here()
        self.scopes.append(_Scope(match.span, "loop"))
        self.loops.append(
            Loop(
                match.span.line,
                match.span.end_line,
                body.line,
                body.end_line,
                "for" if kind == "for" else "while",
                self._nesting(),
                _one_line(header.text),
                targets,
                here,
            )
        )
        self.assignments += [Assignment(match.span.line, t, "loop", here) for t in targets]

    def _comprehension(self, match: Match, _: str) -> None:
        self.scopes.append(_Scope(match.span, "loop"))

    def _clause(self, match: Match, _: str) -> None:
        header = match.parts["clause.header"][0]
        targets = self._stored(match.parts["clause.target"][0])
        line = match.span.line
        self.loops.append(
            Loop(
                line,
                match.span.end_line,
                line,
                match.span.end_line,
                "comprehension",
                self._nesting(),
                _one_line(header.text),
                targets,
                self._here(),
            )
        )

    def _branch(self, match: Match, kind: str) -> None:
        condition = match.parts.get("branch.condition")
        body = match.parts.get("branch.body")
        self.branches.append(
            Branch(
                match.span.line,
                match.span.end_line,
                body[0].line if body else match.span.line,
                kind,  # type: ignore[arg-type]
                _one_line(condition[0].text) if condition else "",
                self._here(),
            )
        )

    def _return(self, match: Match, _: str) -> None:
        value = match.span.text.removeprefix("return").strip().rstrip(";").strip()
        self.returns.append(
            Return(match.span.line, match.span.end_line, _one_line(value), self._here())
        )

    def _call(self, match: Match, _: str) -> None:
        name = match.parts["call.name"][0].text
        on = match.parts.get("call.object")
        here = self._here()
        text = _one_line(match.span.text)
        self.calls.append(CallSite(match.span.line, name, on[0].text if on else "", text, here))
        if name in _STRUCTURE_CALLS:
            self.structures.append(Structure(match.span.line, _STRUCTURE_CALLS[name], here))

    def _assignment(self, match: Match, kind: str) -> None:
        here, target = self._here(), match.parts["assignment.target"][0]
        what: Literal["set", "update", "with"] = "set"
        if kind == "augmented":
            what = "update"
        elif kind == "with":
            what = "with"
        if target.kind in ("subscript", "attribute"):
            base = re.match(r"[^\W\d]\w*", target.text)
            if base:
                self.assignments.append(Assignment(match.span.line, base.group(), "item", here))
            return
        self.assignments += [
            Assignment(match.span.line, name, what, here) for name in self._stored(target)
        ]

    def _delete(self, match: Match, _: str) -> None:
        for target in match.parts.get("delete.target", ()):
            base = re.match(r"([^\W\d]\w*)\s*\[", target.text)
            if base:
                here = self._here()
                self.assignments.append(Assignment(match.span.line, base.group(1), "item", here))

    def _outer(self, match: Match, _: str) -> None:
        self.outer.add((match.span.text, self._here()))
        self.not_names.add((match.span.start, match.span.end))

    def _comparison(self, match: Match, _: str) -> None:
        self._expression(match, "comparison")

    def _boolean(self, match: Match, _: str) -> None:
        self._expression(match, "boolean")

    def _arithmetic(self, match: Match, _: str) -> None:
        self._expression(match, "arithmetic")

    def _integer(self, match: Match, _: str) -> None:
        self._expression(match, "integer")

    def _slice(self, match: Match, _: str) -> None:
        self._expression(match, "slice")

    def _expression(self, match: Match, kind: str) -> None:
        span = match.span
        self.expressions.append(
            Expression(span.line, span.start, span.end, span.text, kind, self._here())
        )

    def _structure(self, match: Match, kind: str) -> None:
        self.structures.append(Structure(match.span.line, kind, self._here()))

    def _import(self, match: Match, kind: str) -> None:
        if kind == "name":
            self.imports.append(match.span.text)

    def _name(self, match: Match, kind: str) -> None:
        place = (match.span.start, match.span.end)
        if kind:
            self.not_names.add(place)
        else:
            self.names.append((match.span, self._here()))

    def _comment(self, match: Match, _: str) -> None:
        self.comments.append(Remark(match.span.line, match.span.text.lstrip("#/* ").strip()))

    def _error(self, match: Match, _: str) -> None:
        text = _one_line(match.span.text)[:60]
        said = f"cannot make sense of `{text}`" if text else "something is missing here"
        self.errors.append(Remark(match.span.line, said))

    def _raise(self, match: Match, _: str) -> None:
        self.ends.append(match.span)

    def _jump(self, match: Match, _: str) -> None:
        self.ends.append(match.span)

    def _stored(self, target: Span) -> tuple[str, ...]:
        """The names that an assignment to ``target`` sets."""
        if target.kind in ("subscript", "attribute"):
            return ()
        text = target.text.encode()
        found = []
        for m in re.finditer(rb"[^\W\d]\w*(?P<more>\s*[\[.])?", text):
            if m.group("more"):
                continue
            self.stores.add((target.start + m.start(), target.start + m.end()))
            found.append(m.group().decode())
        return tuple(found)

    # ---- all of it

    def _read(self) -> set[str]:
        """Names that are read somewhere."""
        return {
            span.text
            for span, _ in self.names
            if (span.start, span.end) not in self.stores
            and (span.start, span.end) not in self.not_names
        }

    def _ends(self) -> list[tuple[int, int]]:
        """First and last lines of what leaves a block; none where the code does not parse."""
        if self.parsed.language != "python" or self.errors:
            return []
        return [(r.line, r.end_line) for r in self.returns] + [
            (span.line, span.end_line) for span in self.ends
        ]

    def facts(self) -> CodeFacts:
        calls = {(c.function, c.name) for c in self.calls}
        functions = tuple(
            replace(f, recursive=(f.full_name, f.name) in calls) for f in self.functions
        )
        text = self.parsed.source.decode("utf-8", "replace")
        words = {span.text for span, _ in self.names}
        introspection = sorted(
            {i for i in self.imports if i.split(".")[0] in _INTROSPECTION}
            | (words & _INTROSPECTIVE_NAMES)
        )
        return CodeFacts(
            language=self.parsed.language,
            lines=text.count("\n") + (not text.endswith("\n") and bool(text)),
            functions=functions,
            classes=tuple(self.classes),
            loops=tuple(self.loops),
            branches=tuple(self.branches),
            returns=tuple(self.returns),
            calls=tuple(self.calls),
            assignments=tuple(self.assignments),
            expressions=tuple(self.expressions),
            structures=tuple(self.structures),
            mutations=mutations(functions, self.assignments, self.calls),
            unused=unused(self.assignments, self._read(), self.outer),
            unreachable=unreachable(text, self._ends()),
            imports=tuple(self.imports),
            comments=tuple(self.comments),
            syntax_errors=tuple(self.errors[:20]),
            uses_introspection=tuple(introspection),
        )


def _parameters(text: str) -> tuple[str, ...]:
    """Names in ``(a, b: int = 1, *rest)``."""
    depth, piece, pieces = 0, "", []
    for letter in text[1:-1]:
        depth += (letter in "([{") - (letter in ")]}")
        if letter == "," and depth == 0:
            pieces.append(piece)
            piece = ""
        else:
            piece += letter
    names = (re.match(r"\s*\**\s*([^\W\d]\w*)", p) for p in [*pieces, piece])
    return tuple(m.group(1) for m in names if m)


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()[:120]
