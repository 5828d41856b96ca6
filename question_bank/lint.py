"""What is wrong with the problems of the bank, in plain words: read, run and compared."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from question_bank.agreement import prove_inputs, variation_faults
from question_bank.bank import Bank
from question_bank.embed import Embed
from question_bank.lint_text import (
    CheckName,
    Finding,
    missing,
    read_through,
    spoken_s,
    words,
)
from question_bank.measured import MeasuredTime, measured_times, variables
from question_bank.proof import Survivor, prove
from question_bank.schema import Problem
from tools.ports import Sandbox
from viva.errors import ProblemNotFound

NEAR = 0.86  # cosine of two statements that are too much alike


@dataclass(frozen=True)
class Linted:
    """``mutants``, ``killed`` and ``survivors`` are None if the problem was not run.

    ``notes`` are what could not be told, which is no fault; ``generated`` counts the inputs that
    were tried; ``seconds`` is the time that the checks took.
    """

    slug: str
    findings: tuple[Finding, ...]
    notes: tuple[str, ...] = ()
    spoken_words: int = 0
    spoken_s: float = 0.0
    mutants: int | None = None
    killed: int | None = None
    survivors: tuple[Survivor, ...] | None = None
    generated: int = 0
    complexity: tuple[MeasuredTime, ...] = ()
    seconds: float = 0.0

    @property
    def ok(self) -> bool:
        return not self.findings


def lint(
    bank: Bank,
    slugs: Sequence[str],
    *,
    sandbox: Sandbox,
    embed: Embed,
    javascript: Sandbox | None = None,
) -> Iterator[Linted]:
    """Check each problem of ``slugs``; one result each, in order.

    ``javascript`` runs reference.js; without it a note says that it was not run.

    Raises:
        ProblemNotFound: a slug is not in the bank.
        SandboxError: the sandbox could not run.
    """
    known = sorted([*bank, *bank.broken])
    for slug in slugs:
        if slug not in known:
            raise ProblemNotFound(
                f"The question bank has no problem {slug!r}.",
                next_step=f"There are: {', '.join(known)}.",
            )
    alike = near_duplicates(bank.problems, embed) if slugs else {}
    for slug in slugs:
        if slug in bank.broken:
            yield Linted(slug, (Finding("schema", "", str(bank.broken[slug])),))
        else:
            yield _linted(bank[slug], alike.get(slug, ()), sandbox, javascript)


def _linted(
    problem: Problem, alike: Sequence[Finding], sandbox: Sandbox, javascript: Sandbox | None
) -> Linted:
    started = time.monotonic()
    findings = [*read_through(problem), *missing(problem), *alike]
    notes = []
    proof = prove(problem, sandbox)
    findings += [Finding(_kind(said), file, said) for file, said in proof.faults]
    varied = variation_faults(problem, sandbox)
    findings += [Finding("variations", file, said) for file, said in varied]
    agreement = prove_inputs(problem, sandbox, javascript)
    for file, said in agreement.faults:
        findings.append(Finding("javascript" if file.endswith(".js") else "inputs", file, said))
    if problem.reference_js and javascript is None:
        notes.append("reference.js was not run: there is no JavaScript sandbox on this machine")
    times = tuple(measured_times(problem, sandbox)) if problem.inputs else ()
    for one in times:
        said = f"declared is {one.declared}, measured {one.measured}"
        if one.fits is None:
            notes.append(f"{one.file}: the time could not be told for sure ({one.declared})")
        elif not one.fits and (one.more or variables(one.declared) == 1):
            findings.append(Finding("complexity", one.file, said))
        elif not one.fits:
            notes.append(f"{one.file}: {said}, with all sizes alike")
    return Linted(
        problem.slug, tuple(findings), tuple(notes), len(words(problem.spoken)),
        spoken_s(problem.spoken), proof.mutants, proof.killed, proof.survivors,
        agreement.inputs, times, round(time.monotonic() - started, 1),
    )  # fmt: skip


def _kind(said: str) -> CheckName:
    return "mutants" if "mutant" in said else "solutions"


# ------------------------------------------------------------------ near-duplicates


def near_duplicates(problems: Mapping[str, Problem], embed: Embed) -> dict[str, list[Finding]]:
    """Problems whose statements mean nearly the same, both ways round."""
    found: dict[str, list[Finding]] = {}
    for first, second, score in alike(problems, embed):
        if score < NEAR:
            break
        for one, other in ((first, second), (second, first)):
            said = f"the statement is nearly that of {other} ({score:.2f}; {NEAR} is the limit)"
            found.setdefault(one, []).append(Finding("duplicate", "problem.yaml", said))
    return found


def alike(problems: Mapping[str, Problem], embed: Embed) -> list[tuple[str, str, float]]:
    """Every pair of problems with the cosine of their spoken statements, most alike first."""
    slugs = list(problems)
    if len(slugs) < 2:
        return []
    rows = embed([problems[slug].spoken for slug in slugs])
    cosine = rows @ rows.T
    firsts, seconds = np.triu_indices(len(slugs), 1)
    pairs = [
        (slugs[a], slugs[b], float(cosine[a, b])) for a, b in zip(firsts, seconds, strict=True)
    ]
    return sorted(pairs, key=lambda pair: -pair[2])
