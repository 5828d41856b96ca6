"""What can be known of code by reading it: one :class:`CodeFacts` for every language.

Pure: text in, facts out.  Broken code gives what can be known; nothing here raises on what the
code holds.  A language is its query in ``queries`` and its names in :mod:`tools.code.languages`.
"""

from __future__ import annotations

from tools.code.code_facts import CodeFacts, Function
from tools.code.languages import DIALECTS
from tools.code.name_facts import mutations, unused
from tools.code.parse import Language, Parsed, Span, parse
from tools.code.reading import Reading
from tools.code.scopes import Draft
from tools.code.spans import innermost, inside

__all__ = ["CHANGES", "CodeFacts", "facts_of", "read_facts"]

CHANGES = DIALECTS["python"].changes


def read_facts(source: str, language: Language = "python") -> CodeFacts:
    """Facts about ``source``. Never raises on what the code holds; at most 64 kB are parsed."""
    return facts_of(parse(source, language))


def facts_of(parsed: Parsed) -> CodeFacts:
    if parsed.refused:
        return CodeFacts(parsed.language, refused=parsed.refused)
    reading = Reading(parsed)
    for match in parsed.matches:
        reading.take(match)
    dialect = reading.dialect
    functions = tuple(_function(draft, reading) for draft in reading.functions)
    text = parsed.source.decode("utf-8", "replace")
    words = {span.text for span in reading.names}
    introspection = {i for i in reading.imports if i.split(".")[0] in dialect.modules}
    introspection |= {i for i in reading.imports if i in dialect.modules}
    return CodeFacts(
        language=parsed.language,
        lines=text.count("\n") + (not text.endswith("\n") and bool(text)),
        functions=functions,
        classes=tuple(reading.classes),
        loops=tuple(reading.loops),
        branches=tuple(reading.branches),
        returns=tuple(found for found, _ in reading.returns),
        calls=tuple(reading.calls),
        assignments=tuple(reading.assignments),
        expressions=tuple(reading.expressions),
        structures=tuple(reading.structures),
        mutations=mutations(reading.functions, reading.assignments, reading.calls, dialect),
        unused=unused(
            reading.functions, reading.assignments, reading.read_places(), reading.outer, dialect
        ),
        # where the code does not parse, what follows what is a guess
        unreachable=() if reading.errors else tuple(sorted(reading.dead)),
        imports=tuple(reading.imports),
        comments=tuple(reading.comments),
        syntax_errors=tuple(reading.errors[:20]),
        uses_introspection=tuple(sorted(introspection | (words & dialect.introspection))),
    )


def _function(draft: Draft, reading: Reading) -> Function:
    return Function(
        draft.name,
        draft.line,
        draft.span.end_line,
        inside(draft.body)[0],
        tuple(draft.parameters),
        bool(draft.self_calls),
        draft.owner,
        draft.variadic,
        _base_cases(draft, reading) if draft.self_calls else (),
    )


def _base_cases(draft: Draft, reading: Reading) -> tuple[int, ...]:
    """Lines of the returns of a recursive function that can be reached without another call of it:
    no such call stands before them in the same block or in one around it."""
    bodies = [body for body in reading.bodies if draft.span.holds(body)]
    found = []
    for at, span in reading.returns:
        if at.function != draft.full_name or not draft.span.holds(span):
            continue
        own = [call for call in draft.self_calls if span.holds(call)]
        if own and not any(span.holds(ternary) for ternary in reading.ternaries):
            continue
        before = [call for call in draft.self_calls if call.end <= span.start]
        if not any(_always(innermost(bodies, call), span) for call in before):
            found.append(at.line)
    return tuple(found)


def _always(block: Span | None, later: Span) -> bool:
    """Whether what stands in ``block`` (None: in no branch or loop) was run before ``later``."""
    return block is None or block.holds(later)
