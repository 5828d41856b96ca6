"""T12: what an edit changed, from the earlier versions of the code."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from tools.code.facts import read_facts
from tools.code.families.study import Run, Study, build, derived, may_vary, telling
from tools.code.probe import Key, Probe
from tools.code.versions import Result, differ, run_versions
from tools.code.wording import say_inputs, words

MOST = 2
_ASK = "For which input does that change the answer?"
_QUOTED_WORDS = 9  # of a line of code, said aloud
_NAMED_LINES = 4


def edits(study: Study, earlier: Sequence[str]) -> list[Probe]:
    """T12.edit: an input for which the code answers otherwise than a version before it.

    ``earlier``: versions of the code, oldest first.  An edit that shows on no tried input, or on
    every one, is not asked about.

    Raises:
        SandboxError: the sandbox could not run.
    """
    if not study.runs:
        return []
    newest_first = list(dict.fromkeys(reversed(earlier)))
    comparable = [version for version in newest_first if _comparable(study, version)]
    probes: list[Probe] = []
    for version, results in zip(comparable, _run(study, comparable), strict=True):
        if len(probes) < MOST:
            probes += _edit(study, version, results)
    return probes


def _comparable(study: Study, version: str) -> bool:
    """Whether ``version`` is other code that can be run in the same way."""
    facts = read_facts(version)
    if facts.refused or facts.syntax_errors or facts.uses_introspection or may_vary(facts):
        return False
    then, now = facts.function(study.entry), study.facts.function(study.entry)
    if then is None or now is None or version == study.source:
        return False
    return len(then.parameters) == len(now.parameters) and not then.variadic


def _run(study: Study, versions: Sequence[str]) -> list[list[Result]]:
    return run_versions(study.sandbox, versions, study.entry, [run.args for run in study.runs])


def _edit(study: Study, version: str, results: Sequence[Result]) -> list[Probe]:
    ran = [(run, r) for run, r in zip(study.runs, results, strict=True) if r.state != "not_run"]
    shows = [(run, r) for run, r in ran if differ(_now(run), r)]
    if not shows or len(shows) == len(ran):
        return []
    run, result = min(shows, key=lambda pair: (pair[1].state != "returned", telling(pair[0])))
    share = len(shows) / len(ran)
    change = _described(study, version)
    key = Key(
        "input",
        list(run.args),
        derived(
            "mutate",
            run.args,
            lines=list(change.lines),
            code_gives=run.value,
            earlier_gives=result.value if result.state == "returned" else result.state,
            share_of_inputs=round(share, 2),
        ),
        accepted=(say_inputs(study.function.parameters, run.args).lower(),),
        mutant=version,
    )
    return build(
        f"T12.edit@L{change.lines[0]}",
        f"{change.said} {_ASK}",
        lines=change.lines,
        identifiers=(study.entry,),
        key=key,
        level="relation",
        dimension="purpose",
        difficulty=0.45 + 0.4 * (1 - share),
    )


def _now(run: Run) -> Result:
    answer: list[JsonValue] = [run.value]
    if run.value is None:  # then what it did to its arguments is the answer
        answer.append(list(run.outcome.args_after))
    return Result("returned", answer)


# ------------------------------------------------------------------ what has changed, in words


@dataclass(frozen=True)
class _Change:
    """``lines`` of the code as it is now; never empty."""

    said: str
    lines: tuple[int, ...]


def _described(study: Study, version: str) -> _Change:
    before = [line.rstrip() for line in version.split("\n")]
    now = [line.rstrip() for line in study.lines]
    hunks = [
        hunk
        for hunk in difflib.SequenceMatcher(None, before, now, autojunk=False).get_opcodes()
        if hunk[0] != "equal" and _tells(before[hunk[1] : hunk[2]] + now[hunk[3] : hunk[4]])
    ]
    lines = [n for _, _, _, start, end in hunks for n in _code_lines(now, start, end)]
    if len(hunks) == 1:
        what, i1, i2, j1, j2 = hunks[0]
        old = before[i1].strip().removesuffix(":") if i2 - i1 == 1 else ""
        if what == "delete":
            at = min(j1 + 1, study.function.end_line)
            gone = old if _sayable(old) else "some lines"
            return _Change(f"After an earlier version you took out {gone}.", (at,))
        if what == "replace" and j2 - j1 == 1 and _sayable(old):
            said = f"After an earlier version you changed line {j1 + 1}, which said {old}."
            return _Change(said, (j1 + 1,))
        if what == "insert" and lines:
            return _Change(f"After an earlier version you added {_named(lines)}.", tuple(lines))
    if len(lines) > _NAMED_LINES and len(hunks) == 1:
        said = f"After an earlier version you changed lines {lines[0]} to {lines[-1]}."
        return _Change(said, tuple(lines))
    if 0 < len(lines) <= _NAMED_LINES:
        return _Change(f"After an earlier version you changed {_named(lines)}.", tuple(lines))
    line = study.function.line
    return _Change(f"You wrote {study.entry} in another way before.", (line,))


def _tells(lines: Sequence[str]) -> bool:
    return any(line.strip() and not line.strip().startswith("#") for line in lines)


def _code_lines(now: Sequence[str], start: int, end: int) -> list[int]:
    return [k + 1 for k in range(start, end) if _tells(now[k : k + 1])]


def _sayable(old: str) -> bool:
    return bool(old) and "?" not in old and words(old) <= _QUOTED_WORDS


def _named(lines: Sequence[int]) -> str:
    """``line 3``, ``lines 3 and 5``, ``lines 3 to 6``."""
    if len(lines) == 1:
        return f"line {lines[0]}"
    if len(lines) > 2 and lines[-1] - lines[0] == len(lines) - 1:
        return f"lines {lines[0]} to {lines[-1]}"
    return f"lines {', '.join(map(str, lines[:-1]))} and {lines[-1]}"
