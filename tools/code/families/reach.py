"""T4: an input for which a line runs, or never does; T15: inputs that together run every branch."""

from __future__ import annotations

import itertools
import json
from collections.abc import Sequence

from tools.code.families.study import Run, Study, build, derived
from tools.code.probe import Key, Probe
from tools.code.wording import effort, say_inputs

MOST = 3  # questions about reaching a line
MOST_TESTS = 3  # inputs that one can say in one breath


def reaching(study: Study) -> list[Probe]:
    """T4.reach and T4.skip: of the two the one that fewer of the tried inputs do."""
    found: dict[frozenset[int], tuple[int, bool, list[Run]]] = {}
    for line in _lines(study):
        hits = [r for r in study.runs if r.times(line)]
        misses = [r for r in study.runs if not r.times(line)]
        if hits and misses:
            # Lines that always run together make one question.
            together = frozenset(study.runs.index(r) for r in hits)
            reach = len(hits) <= len(misses)
            found.setdefault(together, (line, reach, hits if reach else misses))
    rarest = sorted(found.values(), key=lambda f: (len(f[2]), f[0]))
    # "The empty list" would answer many of them: it is asked for once.
    plain = [f for f in rarest if _is_plain(f[2])][:1]
    chosen = [*(f for f in rarest if not _is_plain(f[2])), *plain][:MOST]
    probes: list[Probe] = []
    for line, reach, runs in sorted(chosen, key=lambda f: f[0]):
        probes += _reach(study, line, reach, runs)
    return probes


def _is_plain(runs: Sequence[Run]) -> bool:
    return any(value in ("", []) for value in min(runs, key=_size).args)


def _reach(study: Study, line: int, reach: bool, runs: Sequence[Run]) -> list[Probe]:
    run = min(runs, key=_size)
    share = len(runs) / len(study.runs)
    key = Key(
        "reach",
        list(run.args),
        derived(
            "trace",
            run.args,
            line=line,
            runs=run.times(line),
            share_of_inputs=round(share, 2),
        ),
        accepted=(say_inputs(study.function.parameters, run.args).lower(),),
        targets=(line,),
        reached=reach,
        shape=_shape(study),
    )
    return build(
        f"T4.{'reach' if reach else 'skip'}@L{line}",
        f"For which input does line {line} {'run' if reach else 'never run'}?",
        lines=(line,),
        identifiers=(study.entry,),
        key=key,
        level="block",
        dimension="execution",
        difficulty=0.25 + 0.5 * (0.5 - share),
    )


def covering(study: Study) -> list[Probe]:
    """T15.cover: which few inputs run every branch; not asked where most inputs do it alone."""
    reached = {line for line in _bodies(study)
               for run in study.easy if run.times(line)}  # fmt: skip
    if set(_bodies(study)) - reached:
        return []  # "every branch" would be more than the key knows how to reach
    cover = _cover(study, frozenset(reached))
    alone = [r for r in study.easy if reached <= _covered(r, reached)]
    if len(reached) < 2 or not cover or 2 * len(alone) > len(study.easy):
        return []
    lines = tuple(sorted(reached))
    inputs = [list(run.args) for run in cover]
    key = Key(
        "cover",
        inputs,  # type: ignore[arg-type]
        derived("trace", inputs, lines=list(lines), tried=len(study.easy)),  # type: ignore[arg-type]
        targets=lines,
        shape=_shape(study),
    )
    return build(
        f"T15.cover@L{study.function.line}",
        f"Which inputs, at most three, would you test {study.entry} with so that every branch and"
        " every loop body runs?",
        lines=lines,
        identifiers=(study.entry,),
        key=key,
        level="whole",
        dimension="purpose",
        difficulty=0.3 + 0.1 * len(cover) + 0.04 * len(lines),
    )


def _cover(study: Study, wanted: frozenset[int]) -> tuple[Run, ...]:
    """The fewest, then the smallest, runs that cover ``wanted``; none if three do not."""
    best: dict[frozenset[int], Run] = {}
    for run in sorted(study.easy, key=_size):
        best.setdefault(_covered(run, wanted), run)
    for count in range(1, MOST_TESTS + 1):
        found = [
            runs
            for runs in itertools.combinations(best.values(), count)
            if wanted <= frozenset().union(*(_covered(run, wanted) for run in runs))
        ]
        if found:
            return min(found, key=lambda runs: sum(effort(run.args) for run in runs))
    return ()


def _covered(run: Run, wanted: set[int] | frozenset[int]) -> frozenset[int]:
    return frozenset(e.line for e in run.outcome.trace if e.what == "line" and e.line in wanted)


def _size(run: Run) -> tuple[float, str]:
    return effort(run.args), json.dumps(run.args)


def _shape(study: Study) -> tuple:
    """The longest sample: an empty list does not show what it would hold."""
    return max(study.samples, key=lambda args: (effort(args), json.dumps(args)))


# ------------------------------------------------------------------ lines that a trace can tell


def _bodies(study: Study) -> list[int]:
    """The first lines of the bodies of branches and loops, where they stand on their own."""
    branches = [b for b in study.facts.branches if b.kind not in ("ternary", "match")]
    found = {b.body_line for b in branches if b.body_line > b.line}
    found |= {loop.body_line for loop in study.loops()}
    return sorted(line for line in found if _entered(study, line))


def _lines(study: Study) -> list[int]:
    """:func:`_bodies`, and the returns on lines of their own."""
    returns = {r.line for r in study.facts.returns if study.line(r.line).startswith("return")}
    return sorted({*_bodies(study), *(line for line in returns if _entered(study, line))})


def _entered(study: Study, line: int) -> bool:
    return any(f.line < line <= f.end_line for f in study.functions)
