"""What is wrong with the problems of the bank, in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from question_bank.bank import Bank
from question_bank.embed import Embed
from question_bank.proof import Survivor, prove
from question_bank.schema import Problem
from tools.code.facts import CodeFacts, read_facts
from tools.ports import Sandbox
from viva.errors import ProblemNotFound

WORDS_PER_SECOND = 2.5  # 150 words a minute, an unhurried reader
SPOKEN_S = 45.0
NEAR = 0.86  # cosine of two statements that are too much alike

CheckName = Literal["schema", "spoken", "giveaway", "code", "solutions", "mutants", "duplicate"]

# What gives an approach away besides its name.
GIVES_AWAY: dict[str, str] = {
    "hash map": r"hash|dictionar(?:y|ies)|look-?up table",
    "two pointers": r"two (?:pointers|indices|indexes)",
    "sliding window": r"sliding|window",
    "stack": r"stack",
    "monotonic stack": r"stack",
    "queue": r"queue",
    "heap": r"heap|priority",
    "binary search": r"binary search|bisect\w*|halv(?:e|es|ing)",
    "breadth-first search": r"breadth|bfs|level by level",
    "depth-first search": r"depth-first|dfs",
    "recursion": r"recurs\w+|calls? itself",
    "backtracking": r"backtrack\w*",
    "dynamic programming": r"dynamic programming|memoi[sz]\w+|sub-?problems?|fill a table",
    "greedy": r"greed\w+",
    "sorting": r"sort(?:ed|ing)?(?: (?:it|them) first)",
    "prefix sums": r"prefix|running (?:sum|total)|cumulative",
    "topological sort": r"topological\w*",
    "union-find": r"union|disjoint",
    "bits": r"xor|exclusive or|bits?|bitwise",
    "shortest paths": r"dijkstra|bellman",
    "trie": r"tries?|prefix tree",
    "linked lists": r"linked list",
    "divide and conquer": r"divide and conquer",
}


@dataclass(frozen=True)
class Finding:
    """``where`` is a file of the problem, or empty."""

    check: CheckName
    where: str
    said: str


@dataclass(frozen=True)
class Linted:
    """``mutants``, ``killed`` and ``survivors`` are None if the problem was not run."""

    slug: str
    findings: tuple[Finding, ...]
    spoken_words: int = 0
    spoken_s: float = 0.0
    mutants: int | None = None
    killed: int | None = None
    survivors: tuple[Survivor, ...] | None = None

    @property
    def ok(self) -> bool:
        return not self.findings


def lint(bank: Bank, slugs: Sequence[str], *, sandbox: Sandbox, embed: Embed) -> Iterator[Linted]:
    """Check each problem, all of them if ``slugs`` is empty; one result each, in order.

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
    wanted = slugs or known
    alike = near_duplicates(bank.problems, embed)
    for slug in wanted:
        if slug in bank.broken:
            yield Linted(slug, (Finding("schema", "", str(bank.broken[slug])),))
            continue
        problem = bank[slug]
        proof = prove(problem, sandbox)
        findings = [*read_through(problem), *alike.get(slug, ())]
        findings += [Finding(_kind(said), file, said) for file, said in proof.faults]
        yield Linted(
            slug, tuple(findings), len(_words(problem.spoken)), spoken_s(problem.spoken),
            proof.mutants, proof.killed, proof.survivors,
        )  # fmt: skip


def _kind(said: str) -> CheckName:
    return "mutants" if "mutant" in said else "solutions"


def read_through(problem: Problem) -> Iterator[Finding]:
    """All that can be found by reading, with nothing run."""
    yield from _spoken(problem)
    yield from _giveaway(problem)
    yield from _code(problem)


# ------------------------------------------------------------------ words


def _words(text: str) -> list[str]:
    return re.findall(r"[\w'’-]+", text)


def spoken_s(text: str) -> float:
    """Seconds that it takes to read ``text`` aloud, a breath at each full stop included."""
    return round(len(_words(text)) / WORDS_PER_SECOND + 0.3 * len(re.findall(r"[.?!]", text)), 1)


def _spoken(problem: Problem) -> Iterator[Finding]:
    seconds = spoken_s(problem.spoken)
    if seconds > SPOKEN_S:
        said = f"the spoken statement takes {seconds:.0f} s; {SPOKEN_S:.0f} s is the limit"
        yield Finding("spoken", "problem.yaml", said)
    odd = sorted(set(re.findall(r"[^\sA-Za-z,.?!:;'’-]", problem.spoken)))
    if odd:
        said = f"the spoken statement holds {' '.join(odd)}; write it as it is said"
        yield Finding("spoken", "problem.yaml", said)


def _giveaway(problem: Problem) -> Iterator[Finding]:
    """What the candidate reads or hears before asking for a hint names no way to solve it."""
    texts = {
        "title": problem.title,
        "statement": problem.statement,
        "spoken": problem.spoken,
        "constraints": " ".join(problem.constraints),
        "signature": problem.starter.replace("_", " "),
    }
    for tag in problem.approach:
        pattern = rf"\b(?:{re.escape(tag)}|{GIVES_AWAY.get(tag, re.escape(tag))})\b"
        for name, text in texts.items():
            found = re.search(pattern, text, re.IGNORECASE)
            if found:
                said = f'`{name}` says "{found.group()}", which gives away the approach ({tag})'
                yield Finding("giveaway", "problem.yaml", said)


def _code(problem: Problem) -> Iterator[Finding]:
    """Every solution parses, defines what the tests call, and names parameters as the starter."""
    sources = {"reference.py": problem.reference}
    sources |= {f"wrong_{name}.py": text for name, text in problem.wrong_sources.items()}
    if problem.alternative:
        sources["alternative.py"] = problem.alternative_source
    for file, text in sources.items():
        facts = read_facts(text)
        if facts.syntax_errors:
            error = facts.syntax_errors[0]
            yield Finding("code", file, f"line {error.line}: {error.text}")
        else:
            yield from (Finding("code", file, said) for said in _unlike_signature(problem, facts))


def _unlike_signature(problem: Problem, facts: CodeFacts) -> Iterator[str]:
    s = problem.signature
    if s.methods:
        wanted = {m.name: tuple(p.name for p in m.parameters) for m in s.methods}
        wanted["__init__"] = tuple(p.name for p in s.parameters)
        given = {f.name: f.parameters[1:] for f in facts.functions if f.owner == s.entry}
    else:
        wanted = {s.entry: tuple(p.name for p in s.parameters)}
        given = {f.name: f.parameters for f in facts.functions if not f.owner}
    for name, parameters in wanted.items():
        if name not in given:
            yield f"defines no {name}"
        elif given[name] != parameters:
            has, wants = ", ".join(given[name]), ", ".join(parameters)
            yield f"{name} takes ({has}), the signature ({wants})"


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
