"""A verdict on one reply, and how claims are held against a key. Pure."""

from __future__ import annotations

import keyword
import re
from collections.abc import Sequence
from dataclasses import dataclass

from agent.events import Verdict
from agent.reading import claims, values
from agent.reading.claims import Answer, Asked, Claim
from agent.reading.words import phrase
from tools.code.facts import read_facts
from tools.code.probe import Key
from tools.ports import Sandbox


@dataclass(frozen=True)
class CodeUnderTest:
    """What the question is about, and what a spoken input is tried with."""

    source: str
    entry: str
    sandbox: Sandbox


@dataclass(frozen=True)
class Check:
    """``reply[start:end]`` decided it. ``misconception``: what this wrong answer reveals.
    ``answer``: the wrong value that was said, in a tuple of one, where there is one."""

    verdict: Verdict
    reason: str
    start: int
    end: int
    misconception: str = ""
    several: bool = False  # unclear because several answers were left open
    answer: tuple[object, ...] = ()


def asked(key: Key, code: CodeUnderTest) -> Asked:
    evidence = key.derivation.evidence
    about = evidence.get("variable")
    line = evidence.get("line") or evidence.get("loop_line") or 0
    names = frozenset(re.findall(r"[A-Za-z_]\w*", code.source)) - frozenset(keyword.kwlist)
    counts = bool({"runs", "passes", "calls", "depth"} & set(evidence)) and not about
    returned = re.findall(r"^\s*return\b(.*)", code.source, re.MULTILINE)
    return Asked(
        names,
        str(about or ""),
        line if isinstance(line, int) else 0,
        counts,
        most="depth" in evidence,
        given=_given(key, code),
        returned=frozenset(re.findall(r"\b[A-Za-z_]\w*\b(?!\()", " ".join(returned))),
    )


def _given(key: Key, code: CodeUnderTest) -> frozenset[tuple[str, int | float]]:
    function = read_facts(code.source).function(code.entry)
    names = function.parameters if function else ()
    inputs = key.derivation.inputs
    if len(names) != len(inputs):
        return frozenset()
    return frozenset(
        (name, value)
        for name, value in zip(names, inputs, strict=True)
        if isinstance(value, int | float) and value != key.value
    )


def of_claims(key: Key, reply: str, said: Sequence[Claim]) -> Check | None:
    left: Answer = claims.answer(reply, said)
    bounds = [c for c in said if c.weight == "bound"]
    claim = left.one
    outdone = (
        claim
        and bounds
        and (
            claim.weight == "in passing"
            or (claim.weight == "said" and bounds[-1].start > claim.end and bounds[-1].concludes)
        )
    )
    if claim is not None and not outdone:
        if claim.value == key.value:
            return Check("right", "matches the key", claim.start, claim.end)
        return wrong(key, claim)
    if left.claims and not bounds:
        shown = ", ".join(str(c.value) for c in left.claims)
        first, last = left.claims[0], left.claims[-1]
        return Check(
            "unclear", f"several answers in one: {shown}", first.start, last.end, several=True
        )
    if bounds:
        return _bounded(key, bounds[-1])
    return None


def _bounded(key: Key, bound: Claim) -> Check:
    if isinstance(key.value, int | float) and not bound.low <= key.value <= bound.high:
        return Check("wrong", "gives a bound that does not hold", bound.start, bound.end)
    return Check("partial", "gives only a bound", bound.start, bound.end)


def wrong(key: Key, claim: Claim) -> Check:
    reveals = next((m.reveals for m in key.misconceptions if m.value == claim.value), "")
    said = f"says {claim.value!r}"
    return Check("wrong", said, claim.start, claim.end, reveals, answer=(claim.value,))


_LONE_A = re.compile(r"\ba(?: a)*$|\ba a\b|\ba [b-z]\b|\b[b-z] a\b", re.IGNORECASE)


def accepted(key: Key, reply: str) -> Check | None:
    reply = values.without(reply, 0, ("echo",))
    # A lone "a" is a letter of the answer there, and no article as it is in a phrase.
    places = [p for form in key.accepted if not _LONE_A.search(form) for p in phrase(reply, form)]
    for form in key.accepted:
        spelt = r"\W+".join(re.escape(word) for word in form.split())
        if _LONE_A.search(form):
            places += [m.span() for m in re.finditer(rf"\b{spelt}\b", reply, re.IGNORECASE)]
    if not places:
        return None
    start, end = max(places, key=lambda p: p[1] - p[0])
    return Check("right", "says it in a form that the key accepts", start, end)
