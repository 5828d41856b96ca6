"""Whether each question about code is about *that* code, and whether its key can be found again."""

from __future__ import annotations

import re
from dataclasses import dataclass

from agent.state import State


@dataclass(frozen=True)
class Grounded:
    """``names`` are the lines and identifiers of the code that the question says; ``in_code``: all
    that the probe is about is in the code.  ``found_by`` is how the key was worked out."""

    question_id: str
    probe: str
    family: str
    level: str
    dimension: str
    names: tuple[str, ...]
    in_code: bool
    found_by: str
    has_evidence: bool

    @property
    def ok(self) -> bool:
        return bool(self.names) and self.in_code and self.has_evidence


def ground(state: State) -> list[Grounded]:
    """One row for each question about the code that was asked."""
    rows = list[Grounded]()
    for question in state.questions:
        if question.move.question != "probe":
            continue
        probe = state.probes[question.move.subject]
        version = state.version(question.version)
        source = version.source if version else ""
        said = question.wording.text
        names = [f"line {n}" for n in probe.lines if re.search(rf"\bline {n}\b", said)]
        names += [name for name in probe.identifiers if _stands_in(name, said)]
        derivation = probe.key.derivation
        rows.append(
            Grounded(
                question.id,
                probe.id,
                probe.family,
                probe.level,
                probe.dimension,
                tuple(names),
                all(1 <= n <= len(source.splitlines()) for n in probe.lines)
                and all(_stands_in(name, source) for name in probe.identifiers),
                derivation.method,
                bool(derivation.evidence),
            )
        )
    return rows


def _stands_in(name: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None
