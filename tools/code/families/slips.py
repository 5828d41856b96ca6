"""T6: which input would tell a small slip from the code; T7: what the code can do without."""

from __future__ import annotations

import re

from tools.code.families.study import NO, YES, Study, build, derived, telling
from tools.code.probe import Key, Misconception, Option, Probe
from tools.code.versions import Result, differ, run_versions
from tools.code.wording import say_inputs

MOST = 4


def mutations(study: Study) -> list[Probe]:
    """T6.mutation: "if line 7 said ..., for which input would the answer change?"

    A mutant that nothing tells from the code, or that nearly everything does, is not asked about.
    """
    rights = [Result("returned", _answer(run)) for run in study.runs]
    ranked = []
    for mutant, results in zip(study.mutants, study.slips, strict=True):
        ran = [(run, r, right) for run, r, right in zip(study.runs, results, rights, strict=False)
               if r.state != "not_run"]  # fmt: skip
        broken = [(run, r) for run, r, right in ran if differ(right, r)]
        if not broken or len(ran) < 4 or all(r.error == "TypeError" for _, r in broken):
            continue
        share = len(broken) / len(ran)
        broken.sort(key=lambda pair: (pair[1].state != "returned", telling(pair[0])))
        ranked.append((abs(share - 0.35), mutant, broken[0], share))
    chosen, per_line = [], set()
    for _, mutant, found, share in sorted(ranked, key=lambda r: (r[0], r[1].line, r[1].said)):
        if mutant.line not in per_line and len(chosen) < MOST:
            per_line.add(mutant.line)
            chosen.append((mutant, found, share))
    probes: list[Probe] = []
    for mutant, (run, result), share in sorted(chosen, key=lambda c: (c[0].line, c[0].said)):
        example = say_inputs(study.function.parameters, run.args)
        key = Key(
            "input",
            list(run.args),
            derived(
                "mutate",
                run.args,
                line=mutant.line,
                was=study.lines[mutant.line - 1],
                code_gives=run.value,
                mutant_gives=result.value if result.state == "returned" else result.state,
                share_of_inputs=round(share, 2),
            ),
            accepted=(example.lower(),),
            mutant=mutant.source,
        )
        probes += build(
            f"T6.mutation@L{mutant.line}",
            f"If line {mutant.line} {mutant.said}, for which input would the answer change?",
            lines=(mutant.line,),
            identifiers=(study.entry,),
            key=key,
            level="relation",
            dimension="purpose",
            difficulty=0.5 + 0.4 * (1 - share),
        )
    return probes


def _answer(run) -> list:
    value = run.value
    return [value, list(run.outcome.args_after)] if value is None else [value]


def unneeded(study: Study) -> list[Probe]:
    """T7: a line whose deletion changes nothing, parsed and run; and a line that can never run."""
    probes: list[Probe] = []
    for unused in study.facts.unused:
        text = study.line(unused.line)
        plain = re.fullmatch(rf"{re.escape(unused.name)}\s*(:[^=]+)?=[^=]+", text)
        if unused.kind != "set" or not plain or "(" in text or not _entered(study, unused.line):
            continue
        probes += _deletion(study, unused.line, "unused", unused.name)
    for line in study.facts.unreachable:
        if _entered(study, line):
            probes += _dead(study, line)
    return probes[:3]


def _entered(study: Study, line: int) -> bool:
    return any(f.line < line <= f.end_line for f in study.functions)


def without(study: Study, line: int) -> str:
    """The code with one line turned into ``pass``."""
    lines = list(study.lines)
    text = lines[line - 1]
    lines[line - 1] = text[: len(text) - len(text.lstrip())] + "pass"
    return "\n".join(lines)


def _deletion(study: Study, line: int, what: str, name: str) -> list[Probe]:
    inputs = [run.args for run in study.runs]
    results = run_versions(study.sandbox, [without(study, line)], study.entry, inputs)[0]
    rights = [Result("returned", _answer(run)) for run in study.runs]
    pairs = zip(rights, results, strict=True)
    if any(r.state == "not_run" or differ(right, r) for right, r in pairs):
        return []
    key = Key(
        "choice",
        "no",
        derived("parse", (), line=line, name=name, read_on=[], same_on_inputs=len(inputs)),
        options=(YES, NO),
        misconceptions=(Misconception("yes", f"does not see that {name} is never read"),),
    )
    return build(
        f"T7.{what}@L{line}",
        f"If you deleted line {line}, where {name} is set, would any answer change?",
        lines=(line,),
        identifiers=(name,),
        key=key,
        level="atom",
        dimension="text",
        difficulty=0.3,
    )


def _dead(study: Study, line: int) -> list[Probe]:
    options = (
        Option("never", ("never", "no", "it never runs", "no input", "not at all", "unreachable")),
        Option("sometimes", ("sometimes", "yes", "it depends", "for some inputs")),
        Option("always", ("always", "every time")),
    )
    key = Key(
        "choice",
        "never",
        derived("parse", (), line=line, text=study.line(line), before=study.line(line - 1)),
        options=options,
        misconceptions=(Misconception("sometimes", "does not see that the code leaves before it"),),
    )
    return build(
        f"T7.dead@L{line}",
        f"Does line {line} run always, sometimes, or never?",
        lines=(line,),
        identifiers=(study.entry,),
        key=key,
        level="atom",
        dimension="text",
        difficulty=0.3,
    )
