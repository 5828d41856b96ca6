"""One sweep over what a query found, in order of place, with the enclosing scopes on a stack."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal, get_args

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
from tools.code.spans import Span, bare, inside, one_line
from tools.code.targets import stored_names

CALLBACK = "<anonymous>"
"""What a function without a name is called in the facts."""

LONGEST_EXPRESSION = 500  # bytes; in code a thousand deep each expression holds all within it
_AssignmentKind = Literal["set", "update", "loop", "with", "parameter", "item"]
_BRANCHES = frozenset(get_args(Literal["if", "elif", "else", "ternary", "match"]))


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
    _unread: set[tuple[int, int]] = field(default_factory=set)  # places where a name is not read
    _not_parameters: set[tuple[int, int]] = field(default_factory=set)
    _results: set[Span] = field(default_factory=set)
    _elifs: set[int] = field(default_factory=set)
    _starts: list[Span] = field(default_factory=list)

    @property
    def dialect(self) -> Dialect:
        return DIALECTS[self.parsed.language]

    def take(self, match: Match) -> None:
        """Read one match; they come in order of place, the outer before the inner."""
        while self.scopes and not self.scopes[-1].span.holds(match.span):
            self.scopes.pop()
        kind, _, rest = match.name.partition(".")
        reader = getattr(self, f"_{kind}", None)
        if reader is not None:
            reader(match, rest)

    def read_places(self) -> dict[str, list[int]]:
        """Where each name is read, in bytes."""
        found: dict[str, list[int]] = {}
        for span in self.names:
            if (span.start, span.end) not in self._unread or span in self._results:
                found.setdefault(span.text, []).append(span.start)
        return found

    # ---- where we are

    def _here(self) -> str:
        return self.scopes[-1].here if self.scopes else ""

    def _nesting(self) -> int:
        return self.scopes[-1].nesting if self.scopes else 0

    def _leave_out(self, *spans: Span) -> None:
        self._unread.update((span.start, span.end) for span in spans)

    # ---- functions and classes

    def _function(self, match: Match, _: str) -> None:
        name, body = match.parts["function.name"][0], match.parts["function.body"][0]
        self._leave_out(name)
        owner = self.scopes[-1].name if self.scopes and self.scopes[-1].kind == "class" else ""
        if named := match.parts.get("function.owner"):
            owner = named[0].text
        receiver = match.parts.get("function.receiver")
        own_name = receiver[0].text if receiver else ""
        draft = Draft(name.text, owner, own_name, name.line, match.span, body)
        self.functions.append(draft)
        self.scopes.append(Scope(match.span, "function", draft.full_name, draft=draft))

    def _callback(self, match: Match, _: str) -> None:
        top = self.scopes[-1] if self.scopes else None
        if top is None or top.draft is None or top.span != match.span:  # else it has a name
            self.scopes.append(Scope(match.span, "callback", CALLBACK))

    def _signature(self, match: Match, _: str) -> None:
        """A parameter of what has no body, or what only looks like a parameter."""
        self._not_parameters.add((match.span.start, match.span.end))
        inner = match.span.source[match.span.start : match.span.end]
        for found in re.finditer(rb"[^\W\d]\w*", inner):
            at = match.span.start + found.start()
            self._unread.add((at, at + len(found.group())))

    def _parameter(self, match: Match, _: str) -> None:
        name = match.parts["parameter.name"][0]
        self._leave_out(name)
        scope = self.scopes[-1] if self.scopes else None
        if scope is None or (match.span.start, match.span.end) in self._not_parameters:
            return
        if scope.draft is not None and not scope.draft.body.holds(match.span):
            text = match.span.text
            scope.draft.parameters[name.text] = text
            scope.draft.variadic |= text.startswith("*") or "..." in text
            self.assignments.append(
                Assignment(scope.draft.line, name.text, "parameter", scope.here)
            )

    def _class(self, match: Match, _: str) -> None:
        name = match.parts["class.name"][0]
        self._leave_out(name)
        self.classes.append(name.text)
        self.scopes.append(Scope(match.span, "class", "", name=name.text))

    # ---- loops and branches

    def _loop(self, match: Match, kind: str) -> None:
        start = match.parts.get("loop.start", ())
        header = [*start, *match.parts.get("loop.header", ())]
        body = match.parts["loop.body"][0]
        here, nesting = self._here(), self._nesting() + 1
        targets: list[str] = []
        for target in match.parts.get("loop.target", ()):
            targets += self._store(target)
            self.assignments += [Assignment(match.span.line, t, "loop", here) for t in targets]
        for span in start:
            self._starts.append(span)
            targets += re.findall(r"([^\W\d]\w*)\s*(?::=|=(?!=))", span.text)
        self.scopes.append(Scope(match.span, "loop", here, nesting))
        self.bodies.append(body)
        text = ""
        if header:
            ends = min(s.start for s in header), max(s.end for s in header)
            text = one_line(match.span.source[slice(*ends)].decode("utf-8", "replace"))
        first, last = inside(body)
        self.loops.append(
            Loop(
                match.span.line,
                match.span.end_line,
                first,
                last,
                "for" if kind == "for" else "while",
                nesting,
                bare(text) if kind == "while" else text,
                tuple(targets),
                here,
            )
        )

    def _comprehension(self, match: Match, _: str) -> None:
        self.scopes.append(Scope(match.span, "loop", self._here(), self._nesting() + 1))

    def _clause(self, match: Match, _: str) -> None:
        header = one_line(match.parts["clause.header"][0].text)
        targets = self._store(match.parts["clause.target"][0])
        line, end_line = match.span.line, match.span.end_line
        self.loops.append(
            Loop(
                line,
                end_line,
                line,
                end_line,
                "comprehension",
                self._nesting(),
                header,
                tuple(targets),
                self._here(),
            )
        )

    def _branch(self, match: Match, kind: str) -> None:
        condition = match.parts.get("branch.condition")
        body = match.parts.get("branch.body")
        if kind == "else" and body and body[0].kind == "if_statement":
            self._elifs.add(body[0].start)
            return
        if kind == "if" and match.span.start in self._elifs:
            kind = "elif"
        if kind == "ternary":
            self.ternaries.append(match.span)
        if body:
            self.bodies.append(body[0])
        self.branches.append(
            Branch(
                match.span.line,
                match.span.end_line,
                inside(body[0])[0] if body else match.span.line,
                kind if kind in _BRANCHES else "match",  # type: ignore[arg-type]
                bare(one_line(condition[0].text)) if condition and kind != "ternary" else "",
                self._here(),
            )
        )

    # ---- statements

    def _return(self, match: Match, kind: str) -> None:
        """With ``expression`` the body of a function that is nothing else; it needs a name."""
        if kind == "expression" and self._here() == CALLBACK:
            return
        value = match.span.text.removeprefix("return").strip().rstrip(";").strip()
        found = Return(match.span.line, match.span.end_line, one_line(value), self._here())
        self.returns.append((found, match.span))

    def _dead(self, match: Match, _: str) -> None:
        self.dead.add(match.span.line)

    def _call(self, match: Match, _: str) -> None:
        name = match.parts["call.name"][0].text
        on = match.parts.get("call.object")
        receiver = on[0].text if on else ""
        here = self._here()
        text = one_line(match.span.text)
        self.calls.append(CallSite(match.span.line, name, receiver, text, here))
        if name in self.dialect.structures:
            self.structures.append(Structure(match.span.line, self.dialect.structures[name], here))
        for scope in reversed(self.scopes):
            if scope.draft is not None:
                if scope.draft.name == name and self._is_own(receiver, scope.draft):
                    scope.draft.self_calls.append(match.span)
                break

    def _is_own(self, on: str, function: Draft) -> bool:
        if not function.owner:
            return not on
        own = {function.owner, function.receiver} if function.receiver else {function.owner}
        return on in own | self.dialect.own

    def _assignment(self, match: Match, kind: str) -> None:
        here, line = self._here(), match.span.line
        what: _AssignmentKind = "set"
        if kind in ("augmented", "step"):
            what = "update"
        elif kind == "with":
            what = "with"
        elif any(start.holds(match.span) for start in self._starts[-1:]):
            what = "loop"
        for target in match.parts["assignment.target"]:
            names, items = stored_names(target)
            # The value of `i++` may be read where it stands.
            if kind != "step":
                self._unread.update(place for _, place in names)
            self.assignments += [Assignment(line, name, what, here) for name, _ in names]
            if kind != "step" or items:
                self.assignments += [Assignment(line, name, "item", here) for name in items]

    def _delete(self, match: Match, _: str) -> None:
        for target in match.parts.get("delete.target", ()):
            items = stored_names(target)[1]
            line, here = match.span.line, self._here()
            self.assignments += [Assignment(line, name, "item", here) for name in items]

    def _outer(self, match: Match, _: str) -> None:
        self.outer.add((match.span.text, self._here()))
        self._leave_out(match.span)

    def _result(self, match: Match, _: str) -> None:
        """A result that has a name: a bare ``return`` reads it."""
        self._results.add(match.span)
        self.names.append(match.span)

    def _stored(self, match: Match, _: str) -> None:
        self._leave_out(match.span)

    def _store(self, target: Span) -> list[str]:
        names, _ = stored_names(target)
        self._unread.update(place for _, place in names)
        return [name for name, _ in names]

    # ---- expressions, names and the rest

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
        if span.end - span.start <= LONGEST_EXPRESSION:
            self.expressions.append(
                Expression(span.line, span.start, span.end, span.text, kind, self._here())
            )

    def _structure(self, match: Match, kind: str) -> None:
        if not kind:
            named = match.parts["structure.name"][0].text
            declared = match.span.source[match.span.start : match.span.end].partition(b"=")[0]
            kind = self.dialect.structures.get(named, "")
            if not kind or re.search(rb">\s*&", declared):  # a reference makes nothing new
                return
        self.structures.append(Structure(match.span.line, kind, self._here()))

    def _import(self, match: Match, _: str) -> None:
        self.imports.append(match.span.text.strip('<>"'))

    def _name(self, match: Match, kind: str) -> None:
        if kind and kind != "maybe":
            self._leave_out(match.span)
        else:
            self.names.append(match.span)

    def _comment(self, match: Match, _: str) -> None:
        text = match.span.text.removesuffix("*/").lstrip("#/* ").strip()
        self.comments.append(Remark(match.span.line, text))

    def _error(self, match: Match, _: str) -> None:
        text = one_line(match.span.text)[:60]
        said = f"cannot make sense of `{text}`" if text else "something is missing here"
        self.errors.append(Remark(match.span.line, said))
