"""Facts equal what a person wrote beside each program of ``labelled/<language>``.

The labels were written by reading the programs, before the reader of facts had seen them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tools.code.code_facts import CodeFacts
from tools.code.facts import read_facts
from tools.code.syntax import LANGUAGES

FOLDER = Path(__file__).parent / "labelled"
LABELS = sorted(FOLDER.rglob("*.yaml"))


@pytest.mark.parametrize("label", LABELS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_facts_equal_the_labels(label: Path) -> None:
    language = next(name for name in LANGUAGES if name == label.parent.name)
    program = next(p for p in label.parent.glob(f"{label.stem}.*") if p.suffix != ".yaml")
    facts = read_facts(program.read_text(encoding="utf-8"), language)
    expected = yaml.safe_load(label.read_text(encoding="utf-8"))
    found = labelled(facts)
    broken = min(expected["syntax_errors"], default=0)
    for kind, labels in expected.items():
        if kind == "syntax_errors":
            assert found[kind][:1] == labels[:1]
        elif broken and isinstance(labels, list):
            # Nothing may be made up; what stands before the error must be found.
            assert [x for x in found[kind] if x not in labels] == [], kind
            assert [x for x in labels if _line(x) < broken and x not in found[kind]] == [], kind
        else:
            assert found[kind] == labels, kind


def _line(label: int | str | list) -> int:
    """Names have no line: they count as after the error."""
    place = label[0] if isinstance(label, list) else label
    return place if isinstance(place, int) else 10**9


def labelled(facts: CodeFacts) -> dict[str, Any]:
    """The part of the facts that the labels speak of, in their form."""
    own = {function.name for function in facts.functions}
    return {
        "functions": {
            f.full_name: {"line": f.line, "parameters": list(f.parameters)} for f in facts.functions
        },
        "recursive": [f.full_name for f in facts.functions if f.recursive],
        "base_cases": [line for f in facts.functions for line in f.base_cases],
        "classes": list(facts.classes),
        "loops": sorted([loop.line, loop.nesting] for loop in facts.loops),
        "branches": sorted([b.line, b.kind] for b in facts.branches),
        "returns": sorted(r.line for r in facts.returns),
        "calls": sorted([c.line, c.name] for c in facts.calls if c.name in own and "." not in c.on),
        "structures": sorted([s.line, s.name] for s in facts.structures),
        "mutations": sorted([m.line, m.parameter] for m in facts.mutations),
        "unused": [a.name for a in facts.unused],
        "unreachable": list(facts.unreachable),
        "imports": list(facts.imports),
        "syntax_errors": sorted({e.line for e in facts.syntax_errors}),
    }


def test_there_are_enough_of_each_language() -> None:
    counts = {name: sum(path.parent.name == name for path in LABELS) for name in LANGUAGES}
    assert min(counts.values()) >= 10, counts
