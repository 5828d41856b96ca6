"""Every key found again by a mechanism of its own: ``rederive.py`` and, for the growth of the time,
``recount.py``, in a plain interpreter.

``scripts/prove_keys.py`` does it over the whole bank and slips put into it; here a quarter of the
bank's solutions stand for all, unless FULL=1 is set.
"""

from __future__ import annotations

import dataclasses
import hashlib
import importlib.util
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import pytest

from tools.code.families.changes import MOST_WORDS, Change
from tools.code.probe import Probe
from tools.code.probes import make_probes
from tools.code.wording import MAX_WORDS, words
from tools.ports import Call, Limits, Outcome, Sandbox

pytestmark = pytest.mark.weights


def _script() -> ModuleType:
    path = Path(__file__).parents[3] / "scripts" / "prove_keys.py"
    spec = importlib.util.spec_from_file_location("prove_keys", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


prove = _script()
again = prove.again
contradicted = prove.contradicted


def well_formed(probe: Probe, source: str) -> None:
    lines = source.split("\n")
    assert words(probe.text) <= (MOST_WORDS if probe.family == "T14" else MAX_WORDS)
    assert probe.text.endswith("?")
    assert re.sub(r'"[^"]*"', "", probe.text).count("?") == 1
    assert probe.lines or probe.identifiers
    assert all(1 <= line <= len(lines) for line in probe.lines)
    assert all(name in source for name in probe.identifiers)
    assert 0 <= probe.difficulty <= 1
    assert probe.key.derivation.evidence
    if probe.key.kind == "choice":
        assert probe.key.value in [option.id for option in probe.key.options]
    assert probe.key.value not in [m.value for m in probe.key.misconceptions]


@pytest.mark.parametrize(
    ("again", "wrong"), [("n", False), ("n^2", True), ("? 0.86", False), ("? 1.6", True)]
)
def test_a_cost_that_cannot_be_named_must_still_be_near(again: str, wrong: bool) -> None:
    assert contradicted(again, "n") is wrong


def found_again(source: str, entry: str, calls: Sequence[Call], sandbox: Sandbox) -> Counter:
    probes = make_probes(
        source,
        entry,
        calls,
        sandbox,
        failing=calls[:2],
        earlier=[source.replace("<", "<=", 1), source.replace("0", "1", 1)],
        changes=[Change("sevens", "Suppose the answer is always seven.", (calls[0],), (7,))],
    )
    keys = again(source, entry, calls, probes)
    for probe in probes:
        well_formed(probe, source)
        assert not contradicted(keys[probe.id], probe.key.value), (probe.id, probe.text, probe.key)
    ids = [probe.id for probe in probes]
    assert len(ids) == len(set(ids))
    assert all(other in ids for probe in probes for other in probe.deeper)
    return Counter(probe.family for probe in probes)


def test_keys_of_programs(program, sandbox) -> None:
    families = found_again(program.source, program.entry, program.calls, sandbox)
    assert families or program.name == "bfs_levels"


def test_keys_of_solutions(solution, sandbox) -> None:
    place = int(hashlib.sha256(solution.name.encode()).hexdigest(), 16)
    if place % 4 and not os.environ.get("FULL"):
        pytest.skip("one in four; FULL=1 tries all")
    found_again(solution.source, solution.entry, solution.calls, sandbox)


def test_the_same_code_gives_the_same_probes(programs, sandbox) -> None:
    program = programs["search"]
    first = make_probes(program.source, program.entry, program.calls, sandbox)
    assert first == make_probes(program.source, program.entry, program.calls, sandbox)
    assert len({p.family for p in first}) >= 5
    assert len({p.level for p in first}) >= 3


# ------------------------------------------------------------------ would a wrong key be noticed?


class Skewed:
    """A sandbox whose traces lose an event: the kind of slip that a wrong tracer would make."""

    def __init__(self, real: Sandbox, lose) -> None:
        self.real, self.lose = real, lose

    def run(
        self,
        source: str,
        entry: str,
        calls: Sequence[Call],
        *,
        trace: bool = False,
        limits: Limits = Limits(),
    ) -> tuple[Outcome, ...]:
        outcomes = self.real.run(source, entry, calls, trace=trace, limits=limits)
        return (
            tuple(dataclasses.replace(o, **self.lose(o)) for o in outcomes) if trace else outcomes
        )


def _turned(variables: dict[str, str]) -> dict[str, str]:
    return {k: str(int(v) + 1) if v.isdigit() else v for k, v in variables.items()}


SLIPS = {
    "the last pass": lambda o: {"trace": (*o.trace[:-7], *o.trace[-3:])},
    "the values of variables": lambda o: {
        "trace": tuple(dataclasses.replace(e, variables=_turned(e.variables)) for e in o.trace)
    },
    "the line of the return": lambda o: {
        "trace": tuple(
            dataclasses.replace(e, line=e.line - 5) if e.what == "return" else e for e in o.trace
        )
    },
    "what the value was": lambda o: {"value": -7},
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_wrong_key_is_noticed(slip: str, programs, sandbox) -> None:
    program = programs["search"]
    skewed = Skewed(sandbox, SLIPS[slip])
    probes = make_probes(program.source, program.entry, program.calls, skewed)
    keys = again(program.source, program.entry, program.calls, probes)
    assert any(keys[probe.id] != probe.key.value for probe in probes)


TURNS = {
    "T4": lambda source, key: {"reached": not key.reached},
    "T12": lambda source, key: {"mutant": source},
    "T14": lambda source, key: {"value": key.derivation.evidence["code_gives"]},
    "T15": lambda source, key: {"targets": (*key.targets, 3)},
}


@pytest.mark.parametrize("family", TURNS)
def test_a_turned_key_is_noticed(family: str, programs, sandbox) -> None:
    """Keys of which any answer that does it is right are told from keys that are not."""
    program = programs["is_valid"]
    made = make_probes(
        program.source,
        program.entry,
        program.calls,
        sandbox,
        earlier=[program.source.replace("not stack or ", "")],
        changes=[Change("sevens", "Suppose the answer is always seven.", program.calls, (7, 7, 7))],
    )
    right = [probe for probe in made if probe.family == family]
    assert right
    turned = [
        dataclasses.replace(
            p, key=dataclasses.replace(p.key, **TURNS[family](program.source, p.key))
        )
        for p in right
    ]
    kept = again(program.source, program.entry, program.calls, right)
    assert all(kept[probe.id] == probe.key.value for probe in right)
    keys = again(program.source, program.entry, program.calls, turned)
    assert all(keys[probe.id] != probe.key.value for probe in turned)


def test_code_without_need_is_found_again(programs, sandbox) -> None:
    program = programs["search"]
    source = prove._padded(program.source, program.entry)
    made = make_probes(source, program.entry, program.calls, sandbox)
    unneeded = [probe for probe in made if probe.family == "T7"]
    assert {p.id.partition("@")[0] for p in unneeded} == {"T7.unused", "T7.dead"}
    keys = again(source, program.entry, program.calls, unneeded)
    assert all(keys[probe.id] == probe.key.value for probe in unneeded)


def test_code_that_is_needed_is_not_taken_for_unneeded(programs, sandbox) -> None:
    program = programs["search"]
    source = prove._padded(program.source, program.entry)
    made = make_probes(source, program.entry, program.calls, sandbox)
    [probe] = [p for p in made if p.id.startswith("T7.unused")]
    seen = probe.key.derivation.evidence
    line = next(k for k, text in enumerate(source.split("\n"), 1) if text.startswith("    ") and
                " = " in text and k != seen["line"])  # fmt: skip
    derivation = dataclasses.replace(probe.key.derivation, evidence=seen | {"line": line})
    moved = dataclasses.replace(probe, key=dataclasses.replace(probe.key, derivation=derivation))
    assert again(source, program.entry, program.calls, [moved])[probe.id] == "yes"


def test_a_run_goes_on_where_it_ended(tmp_path: Path) -> None:
    log = tmp_path / "keys.jsonl"
    assert prove.read_log(log) == []
    rows = [prove.Proof("a/reference", {"T1": 2}), prove.Proof("a/reference", {"T1": 3})]
    log.write_text("".join(json.dumps(dataclasses.asdict(row)) + "\n" for row in rows))
    assert prove.read_log(log) == [rows[1]]
