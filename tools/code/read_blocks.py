"""Functions, classes, loops, branches, returns and calls, as the matches of a query tell them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal, get_args

from tools.code.code_facts import (
    Assignment,
    Branch,
    CallSite,
    Loop,
    Return,
    Structure,
)
from tools.code.parse import Match
from tools.code.reading import CALLBACK, Reading
from tools.code.scopes import Draft, Scope
from tools.code.spans import bare, inside, one_line

_BRANCHES = frozenset(get_args(Literal["if", "elif", "else", "ternary", "match"]))


def _function(reading, match: Match, _: str) -> None:
    name, body = match.parts["function.name"][0], match.parts["function.body"][0]
    reading.leave_out(name)
    owner = reading.scopes[-1].name if reading.scopes and reading.scopes[-1].kind == "class" else ""
    if named := match.parts.get("function.owner"):
        owner = named[0].text
    receiver = match.parts.get("function.receiver")
    own_name = receiver[0].text if receiver else ""
    draft = Draft(name.text, owner, own_name, name.line, match.span, body)
    reading.functions.append(draft)
    reading.scopes.append(Scope(match.span, "function", draft.full_name, draft=draft))


def _callback(reading, match: Match, _: str) -> None:
    top = reading.scopes[-1] if reading.scopes else None
    if top is None or top.draft is None or top.span != match.span:  # else it has a name
        reading.scopes.append(Scope(match.span, "callback", CALLBACK))


def _signature(reading, match: Match, _: str) -> None:
    """A parameter of what has no body, or what only looks like a parameter."""
    reading.not_parameters.add((match.span.start, match.span.end))
    inner = match.span.source[match.span.start : match.span.end]
    for found in re.finditer(rb"[^\W\d]\w*", inner):
        at = match.span.start + found.start()
        reading.unread.add((at, at + len(found.group())))


def _parameter(reading, match: Match, _: str) -> None:
    name = match.parts["parameter.name"][0]
    reading.leave_out(name)
    scope = reading.scopes[-1] if reading.scopes else None
    if scope is None or (match.span.start, match.span.end) in reading.not_parameters:
        return
    if scope.draft is not None and not scope.draft.body.holds(match.span):
        text = match.span.text
        scope.draft.parameters[name.text] = text
        scope.draft.variadic |= text.startswith("*") or "..." in text
        reading.assignments.append(Assignment(scope.draft.line, name.text, "parameter", scope.here))


def _class(reading, match: Match, _: str) -> None:
    name = match.parts["class.name"][0]
    reading.leave_out(name)
    reading.classes.append(name.text)
    reading.scopes.append(Scope(match.span, "class", "", name=name.text))


def _loop(reading, match: Match, kind: str) -> None:
    start = match.parts.get("loop.start", ())
    header = [*start, *match.parts.get("loop.header", ())]
    body = match.parts["loop.body"][0]
    here, nesting = reading.here(), reading.nesting() + 1
    targets: list[str] = []
    for target in match.parts.get("loop.target", ()):
        targets += reading.store(target)
        reading.assignments += [Assignment(match.span.line, t, "loop", here) for t in targets]
    for span in start:
        reading.starts.append(span)
        targets += re.findall(r"([^\W\d]\w*)\s*(?::=|=(?!=))", span.text)
    reading.scopes.append(Scope(match.span, "loop", here, nesting))
    reading.bodies.append(body)
    text = ""
    if header:
        ends = min(s.start for s in header), max(s.end for s in header)
        text = one_line(match.span.source[slice(*ends)].decode("utf-8", "replace"))
    first, last = inside(body)
    reading.loops.append(
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


def _comprehension(reading, match: Match, _: str) -> None:
    reading.scopes.append(Scope(match.span, "loop", reading.here(), reading.nesting() + 1))


def _clause(reading, match: Match, _: str) -> None:
    header = one_line(match.parts["clause.header"][0].text)
    targets = reading.store(match.parts["clause.target"][0])
    line, end_line = match.span.line, match.span.end_line
    reading.loops.append(
        Loop(
            line,
            end_line,
            line,
            end_line,
            "comprehension",
            reading.nesting(),
            header,
            tuple(targets),
            reading.here(),
        )
    )


def _branch(reading, match: Match, kind: str) -> None:
    condition = match.parts.get("branch.condition")
    body = match.parts.get("branch.body")
    if kind == "else" and body and body[0].kind == "if_statement":
        reading.elifs.add(body[0].start)
        return
    if kind == "if" and match.span.start in reading.elifs:
        kind = "elif"
    if kind == "ternary":
        reading.ternaries.append(match.span)
    if body:
        reading.bodies.append(body[0])
    reading.branches.append(
        Branch(
            match.span.line,
            match.span.end_line,
            inside(body[0])[0] if body else match.span.line,
            kind if kind in _BRANCHES else "match",  # type: ignore[arg-type]
            bare(one_line(condition[0].text)) if condition and kind != "ternary" else "",
            reading.here(),
        )
    )


def _return(reading, match: Match, kind: str) -> None:
    """With ``expression`` the body of a function that is nothing else; it needs a name."""
    if kind == "expression" and reading.here() == CALLBACK:
        return
    value = match.span.text.removeprefix("return").strip().rstrip(";").strip()
    found = Return(match.span.line, match.span.end_line, one_line(value), reading.here())
    reading.returns.append((found, match.span))


def _dead(reading, match: Match, _: str) -> None:
    reading.dead.add(match.span.line)


def _call(reading, match: Match, _: str) -> None:
    name = match.parts["call.name"][0].text
    on = match.parts.get("call.object")
    receiver = on[0].text if on else ""
    here = reading.here()
    text = one_line(match.span.text)
    reading.calls.append(CallSite(match.span.line, name, receiver, text, here))
    if name in reading.dialect.structures:
        reading.structures.append(
            Structure(match.span.line, reading.dialect.structures[name], here)
        )
    for scope in reversed(reading.scopes):
        if scope.draft is not None:
            if scope.draft.name == name and _is_own(reading, receiver, scope.draft):
                scope.draft.self_calls.append(match.span)
            break


def _is_own(reading, on: str, function: Draft) -> bool:
    if not function.owner:
        return not on
    own = {function.owner, function.receiver} if function.receiver else {function.owner}
    return on in own | reading.dialect.own


READERS: dict[str, Callable[[Reading, Match, str], None]] = {
    "function": _function,
    "callback": _callback,
    "signature": _signature,
    "parameter": _parameter,
    "class": _class,
    "loop": _loop,
    "comprehension": _comprehension,
    "clause": _clause,
    "branch": _branch,
    "return": _return,
    "dead": _dead,
    "call": _call,
}
"""By the kind of match."""
