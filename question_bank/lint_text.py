"""What can be found wrong with a problem by reading it, with nothing run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from question_bank.schema import Problem
from question_bank.starter import STARTER_LANGUAGES
from tools.code.facts import CodeFacts, read_facts
from viva.errors import BankError

WORDS_PER_SECOND = 2.5  # 150 words a minute, an unhurried reader
SPOKEN_S = 45.0

CheckName = Literal[
    "schema", "missing", "spoken", "giveaway", "code", "solutions", "mutants", "inputs",
    "variations", "javascript", "complexity", "duplicate",
]  # fmt: skip

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


def read_through(problem: Problem) -> Iterator[Finding]:
    """All that can be found by reading, but for what is not there yet."""
    yield from _spoken(problem)
    yield from _giveaway(problem)
    yield from _code(problem)
    yield from _starters(problem)


def missing(problem: Problem) -> Iterator[Finding]:
    """The files and fields that a whole problem has and this one has not."""
    if not problem.inputs:
        yield Finding("missing", "inputs.py", "is to be written: generate, valid, perhaps worst")
    if not problem.reference_js:
        yield Finding("missing", "reference.js", "is to be written: the reference in JavaScript")
    for field, has, wants in (
        ("prerequisites", len(problem.prerequisites), 1),
        ("asked", len(problem.asked), 2),
        ("variations", len(problem.variations), 1),
    ):
        if has < wants:
            said = f"`{field}` has {has} of at least {wants}"
            yield Finding("missing", "problem.yaml", said)


# ------------------------------------------------------------------ words


def words(text: str) -> list[str]:
    return re.findall(r"[\w'’-]+", text)


def spoken_s(text: str) -> float:
    """Seconds that it takes to read ``text`` aloud, a breath at each full stop included."""
    return round(len(words(text)) / WORDS_PER_SECOND + 0.3 * len(re.findall(r"[.?!]", text)), 1)


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
        "asked": " ".join(f"{a.ask} {a.answer}" for a in problem.asked),
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
    sources |= {f"variation_{v.id}.py": v.source for v in problem.variations}
    for file, text in sources.items():
        facts = read_facts(text)
        if facts.syntax_errors:
            error = facts.syntax_errors[0]
            yield Finding("code", file, f"line {error.line}: {error.text}")
        else:
            yield from (Finding("code", file, said) for said in _unlike_signature(problem, facts))


def _starters(problem: Problem) -> Iterator[Finding]:
    for language in STARTER_LANGUAGES:
        try:
            problem.starter_in(language)
        except BankError as error:
            yield Finding("code", "problem.yaml", str(error))
            return


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
