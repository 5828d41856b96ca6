"""Replies that give inputs: they are read, and tried in the sandbox."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.reading import clauses
from agent.replies.inputs import condition_in, inputs_said, tests_said
from agent.replies.inputs_spelled import Tried
from agent.replies.verdict import Check, CodeUnderTest
from tools.code.lines_run import lines_run
from tools.code.probe import Key
from tools.code.spoken_input import broken_by

NO_SUCH_INPUT = "says that there is no such input"
NEVER_DIFFERS = "says that it never differs"

_NONE_EXISTS = re.compile(
    r"\bno (?:such|possible) inputs?\b|\bthere(?:'s| is) no(?: such)? input\b|"
    r"\bno input (?:would|does|can|will)\b|^\W*(?:(?:um|uh|well|i think|i'd say)\W+)*"
    r"(?:none(?: of them| at all)?|no input|for no input)(?=\W*(?:$|[,.;]|because|i would|i'd))|"
    r"\bthere(?:'s| is) (?:none|not one)\b|\bthere isn't (?:one|any)\b",
    re.IGNORECASE,
)


def _says_none(reply: str) -> Check | None:
    found = _NONE_EXISTS.search(reply)
    return Check("wrong", NO_SUCH_INPUT, *found.span()) if found else None


_NEVER_DIFFERENT = re.compile(
    r"\b(?:never|not ever) (?:be )?(?:different|changes?|differs?|makes? a difference|matters?)\b|"
    r"\balways (?:be |stays? |gives? )?the same\b|\bnever any difference\b|"
    r"\b(?:no|not any) difference (?:at all|for any|whatever|ever)\b|"
    r"\b(?:doesn't|does not|wouldn't|won't) change (?:for any|anything|at all)\b",
    re.IGNORECASE,
)


def _none_differs(reply: str) -> Check | None:
    found = _NEVER_DIFFERENT.search(reply)
    return Check("wrong", NEVER_DIFFERS, *found.span()) if found else None


def check_input(key: Key, reply: str, code: CodeUnderTest) -> Check | None:
    if none := _says_none(reply):
        return none
    tried = inputs_said(key, reply, code)
    if not tried and not clauses.asks_back(reply) and (never := _none_differs(reply)):
        return never
    return _broken(key, tried, code) if tried else _condition(reply)


def check_reach(key: Key, reply: str, code: CodeUnderTest) -> Check | None:
    if none := _says_none(reply):
        return none
    tried = inputs_said(key, reply, code)
    return _reached(key, tried, code) if tried else _condition(reply)


def of_inputs(key: Key, tried: Sequence[Tried], code: CodeUnderTest) -> Check:
    """What comes of trying the inputs of a reply, of which there is at least one.

    Raises:
        SandboxError: an input could not be tried.
    """
    if key.kind == "cover":
        return _covered(key, tried, code, rest_open=False)
    return (_broken if key.kind == "input" else _reached)(key, tried, code)


def _condition(reply: str) -> Check | None:
    about = condition_in(reply)
    if about and not clauses.does_not_know(reply) and not clauses.asks_back(reply):
        return Check("partial", "gives a condition and no input", about.start(), about.end())
    return None


def _broken(key: Key, tried: Sequence[Tried], code: CodeUnderTest) -> Check:
    broken = [broken_by(key, args, code.source, code.entry, code.sandbox) for args, _, _ in tried]
    works = "run with this input, the change shows"
    return _met(tried, broken, works, "run with this input, the change makes no difference")


def _reached(key: Key, tried: Sequence[Tried], code: CodeUnderTest) -> Check:
    ran = lines_run(code.source, code.entry, [args for args, _, _ in tried], code.sandbox)
    line = key.targets[0]
    if any(not run.whole and line not in run.lines for run in ran):
        start, end = tried[0][1], tried[-1][2]
        return Check("unclear", "the run with this input did not come to an end", start, end)
    met = [(line in run.lines) is key.reached for run in ran]
    yes, no = (
        f"run with this input, line {line} runs",
        f"run with this input, line {line} never runs",
    )
    return _met(tried, met, *((yes, no) if key.reached else (no, yes)))


def _met(tried: Sequence[Tried], met: Sequence[bool], works: str, fails: str) -> Check:
    if any(met) and not all(met):
        start, end = tried[0][1], tried[-1][2]
        return Check("unclear", "of the inputs that it leaves open, not all fit", start, end)
    _, start, end = tried[-1]
    return Check("right" if all(met) else "wrong", works if all(met) else fails, start, end)


# "The rest I still have to think of", "for the if I don't have one yet".
_MORE_TO_COME = re.compile(
    r"\b(?:haven't|have not|don't have|do not have|didn't|not)\b[^.;!?]*\byet\b|"
    r"\b(?:still (?:have|need|want|missing)|(?:have|need) (?:yet )?to "
    r"(?:think|come up|find|work))\b"
    r"(?! (?:a|an|the)\b)|\bthe (?:rest|others?) (?:i|would|is (?:open|still))\b|"
    r"\b(?:i'm|is) (?:still )?missing\b|\bthere must be (?:another|more)\b",
    re.IGNORECASE,
)


def check_cover(key: Key, reply: str, code: CodeUnderTest) -> Check | None:
    tried = tests_said(key, reply, code)
    if not tried:
        return _condition(reply)
    return _covered(key, tried, code, rest_open=_MORE_TO_COME.search(reply) is not None)


def _covered(key: Key, tried: Sequence[Tried], code: CodeUnderTest, *, rest_open: bool) -> Check:
    ran = lines_run(code.source, code.entry, [args for args, _, _ in tried], code.sandbox)
    start, end = tried[0][1], tried[-1][2]
    missed = sorted(set(key.targets) - frozenset().union(*(run.lines for run in ran)))
    if not missed:
        return Check("right", "run with these inputs, every branch runs", start, end)
    if not all(run.whole for run in ran):
        return Check("unclear", "a run with one of these inputs did not come to an end", start, end)
    several = "lines " + ", ".join(map(str, missed)) + " never run"
    said = several if len(missed) > 1 else f"line {missed[0]} never runs"
    # three quarters of the branches are a part of the answer, fewer are another one
    if rest_open:
        return Check("partial", f"leaves the rest open: {said}", start, end)
    verdict = "partial" if 4 * len(missed) <= len(key.targets) else "wrong"
    return Check(verdict, f"run with these inputs, {said}", start, end)
