"""T14: the specification changes; what should the function give then?"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from tools.code.families.sequels import ClassCode, class_code
from tools.code.families.study import EASY, Study, build, derived
from tools.code.probe import Key, Misconception, Probe
from tools.code.run_tests import Compare, same
from tools.code.wording import atoms, effort, forms, say, say_inputs
from tools.ports import Call, Outcome, Sandbox

MOST = 2
MOST_CHANGE_WORDS = 25
_AS_NOW = "gives what the code returns as it is now"
MOST_WORDS = 45  # the change is told first, and the question that follows is short


@dataclass(frozen=True)
class Change:
    """A changed specification, as a problem's author wrote it down.

    ``said``: one spoken sentence of at most 25 words.  ``calls`` with what each should give then,
    in ``expected``; a solution of the changed problem has passed them.
    """

    id: str
    said: str
    calls: tuple[Call, ...]
    expected: tuple[JsonValue, ...]
    compare: Compare = "equal"


def changed(study: Study, changes: Sequence[Change]) -> list[Probe]:
    """T14.change: what is wanted after each change, for an input where the code gives other than
    that today.

    Raises:
        SandboxError: the sandbox could not run.
    """
    probes: list[Probe] = []
    for change in changes:
        if len(probes) < MOST:
            probes += _changed(study, change)
    return probes


def _changed(study: Study, change: Change) -> list[Probe]:
    if not change.calls or len(change.said.split()) > MOST_CHANGE_WORDS:
        return []
    outcomes = study.sandbox.run(study.source, study.entry, change.calls)
    told = [
        (call, expected, outcome)
        for call, expected, outcome in zip(change.calls, change.expected, outcomes, strict=True)
        if not call.then
        and len(call.args) == len(study.function.parameters)
        and effort(call.args) <= EASY
        and _sayable(expected, change.compare)
        and outcome.state in ("returned", "raised")
        and not (outcome.state == "returned" and same(outcome.value, expected, change.compare))
    ]
    told.sort(key=lambda t: (effort(t[0].args), json.dumps(t[0].args)))
    for call, expected, outcome in told:
        probes = _probe(study, change, call, expected, outcome)
        if probes:
            return probes
    return []


def changed_class(
    source: str, entry: str, changes: Sequence[Change], sandbox: Sandbox
) -> list[Probe]:
    """T14.change for a class: what the last of a few calls should return after each change.

    Raises:
        SandboxError: the sandbox could not run.
    """
    made = class_code(source, entry)
    probes: list[Probe] = []
    if made is None:
        return []
    for change in changes:
        if len(probes) < MOST and len(change.said.split()) <= MOST_CHANGE_WORDS:
            probes += _changed_class(made, source, change, sandbox)
    return probes


def _changed_class(made: ClassCode, source: str, change: Change, sandbox: Sandbox) -> list[Probe]:
    outcomes = sandbox.run(source, made.name, change.calls)
    told: list[tuple[Call, JsonValue, JsonValue]] = []
    for call, expected, outcome in zip(change.calls, change.expected, outcomes, strict=True):
        if isinstance(expected, list) and isinstance(outcome.value, list):
            for end, (wanted, today) in enumerate(zip(expected, outcome.value, strict=False), 1):
                if not same(today, wanted, change.compare) and _sayable(wanted, change.compare):
                    told.append((Call(call.args, call.then[:end]), wanted, today))
                    break  # what comes after may differ for the same reason
    for call, wanted, today in sorted(told, key=lambda t: (len(t[0].then), json.dumps(t[0].args))):
        probes = _class_probe(made, change, call, wanted, today)
        if probes:
            return probes
    return []


def _class_probe(
    made: ClassCode, change: Change, call: Call, wanted: JsonValue, today: JsonValue
) -> list[Probe]:
    name, args = call.then[-1]
    last = f"{name} {', '.join(map(say, args))}".strip()
    before = made.story(Call(call.args, call.then[:-1])) if len(call.then) > 1 else ""
    first = f"If {before}, what should {last} return after that?"
    line = made.methods[name].line if name in made.methods else 0
    if not before or not line:
        return []
    then: JsonValue = [[step, list(given)] for step, given in call.then]
    key = Key(
        "value",
        wanted,
        derived("run", call.args, then=then, change=change.id, said=change.said, code_gives=today),
        accepted=forms(wanted),
        misconceptions=(Misconception(today, _AS_NOW),),
    )
    return build(
        f"T14.{change.id}@L{line}",
        f"{change.said.strip()} {first}",
        lines=(line,),
        identifiers=(made.name, name),
        key=key,
        level="whole",
        dimension="purpose",
        difficulty=0.4 + 0.05 * len(call.then),
        most_words=MOST_WORDS,
    )


def _sayable(expected: JsonValue, compare: Compare) -> bool:
    """One answer, and short: lists that may come in any order have several."""
    several = compare == "any_order" and isinstance(expected, list) and len(expected) > 1
    return not several and not isinstance(expected, dict | float) and atoms(expected) <= 6


def _probe(
    study: Study, change: Change, call: Call, expected: JsonValue, outcome: Outcome
) -> list[Probe]:
    inputs = say_inputs(study.function.parameters, call.args)
    today = outcome.value if outcome.state == "returned" else outcome.error
    key = Key(
        "value",
        expected,
        derived("run", call.args, change=change.id, said=change.said, code_gives=today),
        accepted=forms(expected),
        misconceptions=(Misconception(today, _AS_NOW),) if outcome.state == "returned" else (),
    )
    return build(
        f"T14.{change.id}@L{study.function.line}",
        f"{change.said.strip()} What should {study.entry} return then if {inputs}?",
        lines=(study.function.line,),
        identifiers=(study.entry,),
        key=key,
        level="whole",
        dimension="purpose",
        difficulty=0.4 + 0.01 * effort(call.args),
        most_words=MOST_WORDS,
    )
