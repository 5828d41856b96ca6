"""What can be known of code by reading it: one :class:`CodeFacts` for every language.

Pure: text in, facts out.  Broken code gives what can be known; nothing here raises on what the
code holds.  A language is its query in ``queries`` and its names in :mod:`tools.code.languages`.
"""

from __future__ import annotations

from tools.code import read_blocks, read_names
from tools.code.code_facts import CodeFacts, Function
from tools.code.languages import DIALECTS
from tools.code.name_facts import mutations, unused
from tools.code.parse import Parsed, parse
from tools.code.reading import Reading
from tools.code.scopes import Draft
from tools.code.spans import Nest, Span, inside, within
from tools.code.syntax import Language

__all__ = ["CHANGES", "CodeFacts", "facts_of", "read_facts"]

_READERS = read_blocks.READERS | read_names.READERS
CHANGES = DIALECTS["python"].changes


def read_facts(source: str, language: Language = "python") -> CodeFacts:
    """Facts about ``source``. Never raises on what the code holds; at most 64 kB are parsed."""
    return facts_of(parse(source, language))


def facts_of(parsed: Parsed) -> CodeFacts:
    if parsed.refused:
        return CodeFacts(parsed.language, refused=parsed.refused)
    reading = Reading(parsed)
    for match in parsed.matches:
        reading.come_to(match)
        kind, _, rest = match.name.partition(".")
        if reader := _READERS.get(kind):
            reader(reading, match, rest)
    dialect = reading.dialect
    ends = _Ends(reading)
    functions = tuple(_function(draft, ends) for draft in reading.functions)
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


def _function(draft: Draft, ends: _Ends) -> Function:
    return Function(
        draft.name,
        draft.line,
        draft.span.end_line,
        inside(draft.body)[0],
        tuple(draft.parameters),
        bool(draft.self_calls),
        draft.owner,
        draft.variadic,
        ends.base_cases(draft) if draft.self_calls else (),
    )


class _Ends:
    """Where functions end, and what may be skipped on the way there."""

    def __init__(self, reading: Reading) -> None:
        self._returns = [span for _, span in reading.returns]
        self._found = {span: found for found, span in reading.returns}
        self._bodies = Nest(reading.bodies)
        self._ternaries = Nest(reading.ternaries)

    def base_cases(self, draft: Draft) -> tuple[int, ...]:
        """Lines of the returns of a recursive function that can be reached without another call of
        it: no such call stands before them in the same block or in one around it."""
        calls = draft.self_calls
        first: dict[Span | None, int] = {}  # in each block, where the first such call ends
        for call in calls:
            block = next(iter(self._bodies.around(call)), None)
            if block is not None and not draft.span.holds(block):
                block = None  # no branch or loop within the function
            first[block] = min(call.end, first.get(block, call.end))
        lines = []
        for span in within(self._returns, draft.span):
            found = self._found[span]
            if found.function != draft.full_name:
                continue
            if within(calls, span) and not self._ternaries.any_in(span):
                continue
            blocks = (None, *self._bodies.around(span))
            if not any(first.get(block, span.start + 1) <= span.start for block in blocks):
                lines.append(found.line)
        return tuple(lines)
