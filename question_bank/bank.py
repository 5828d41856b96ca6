"""Read the bank: every problem whole and checked, or named as broken while the others work."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import JsonValue

from question_bank.located_yaml import Located, read_text, read_yaml, refusal, validate
from question_bank.schema import Case, Problem, Staple, VariationCase, faults
from tools.code.families.changes import Change
from tools.code.run_tests import Check
from tools.ports import Call
from viva.errors import BankError, ProblemInvalid, ProblemNotFound

PROBLEMS = Path(__file__).parent / "problems"
STAPLES = Path(__file__).parent / "staple.yaml"
INTRODUCTION = "introduction"
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def is_slug(text: str) -> bool:
    return bool(_SLUG.fullmatch(text))


@dataclass(frozen=True)
class Bank(Mapping[str, Problem]):
    """Problems by slug, in the order of their slugs. ``broken`` holds why each other one cannot be
    used."""

    problems: dict[str, Problem]
    broken: dict[str, ProblemInvalid] = field(default_factory=dict)

    def __getitem__(self, slug: str) -> Problem:
        """Raises ProblemInvalid for a broken problem, ProblemNotFound for one that is not there."""
        if slug in self.problems:
            return self.problems[slug]
        if slug in self.broken:
            raise self.broken[slug]
        raise _not_found(slug)

    def __contains__(self, slug: object) -> bool:
        return slug in self.problems

    def __iter__(self) -> Iterator[str]:
        return iter(self.problems)

    def __len__(self) -> int:
        return len(self.problems)


def load_problem(slug: str, folder: Path = PROBLEMS) -> Problem:
    """The problem in ``folder / slug``.

    Raises:
        ProblemNotFound: there is no such folder.
        ProblemInvalid: naming the file, and the line where there is one.
    """
    here = folder / slug
    if not is_slug(slug) or not here.is_dir():
        raise _not_found(slug)
    shown = f"{slug}/problem.yaml"
    located = read_yaml(here / "problem.yaml", shown, ProblemInvalid)
    if not isinstance(located.value, dict):
        raise ProblemInvalid(f"{shown}, line 1: the document must be a mapping of fields.")
    if located.value.get("slug", slug) != slug:
        line = located.line(("slug",))
        raise ProblemInvalid(
            f"{shown}, line {line}: the slug is {located.value['slug']!r}, the folder {slug!r}.",
            next_step="Leave the slug out: the folder's name is the slug.",
        )
    problem = validate(Problem, located, {**located.value, "slug": slug}, ProblemInvalid)
    wrong = list(faults(problem))
    if wrong:
        raise refusal(located, wrong, ProblemInvalid)
    return problem.model_copy(update=_sources(problem, here, located))


def _sources(problem: Problem, here: Path, located: Located) -> dict[str, Any]:
    """The code of a problem, from the files beside ``problem.yaml``."""

    def source(name: str) -> str:
        return read_text(here / name, f"{problem.slug}/{name}", ProblemInvalid)

    def optional(name: str) -> str:
        return source(name) if (here / name).exists() else ""

    _refuse_unnamed(here, located, "wrong", [w.name for w in problem.wrong])
    _refuse_unnamed(here, located, "variation", [v.id for v in problem.variations])
    return {
        "reference": source("reference.py"),
        "reference_js": optional("reference.js"),
        "inputs": optional("inputs.py"),
        "alternative_source": source("alternative.py") if problem.alternative else "",
        "wrong_sources": {w.name: source(f"wrong_{w.name}.py") for w in problem.wrong},
        "variations": [
            v.model_copy(update={"source": source(f"variation_{v.id}.py")})
            for v in problem.variations
        ],
    }


def _refuse_unnamed(here: Path, located: Located, kind: str, names: Sequence[str]) -> None:
    """Code that problem.yaml does not speak of would be proved by nothing."""
    field = {"wrong": "wrong", "variation": "variations"}[kind]
    for path in sorted(here.glob(f"{kind}_*.py")):
        if path.stem.removeprefix(f"{kind}_") not in names:
            raise ProblemInvalid(
                f"{here.name}/{path.name} is not named in problem.yaml, line "
                f"{located.line((field,))}.",
                next_step=f"Name it under `{field}`, or delete it.",
            )


def load_bank(folder: Path = PROBLEMS) -> Bank:
    """Every problem in ``folder``; one that breaks the schema, or has the title of another, is
    broken and the rest keep working.

    Raises:
        BankError: the folder cannot be read.
    """
    try:
        slugs = sorted(p.name for p in folder.iterdir() if p.is_dir() and p.name[0] not in "._")
    except OSError as error:
        raise BankError(
            f"The question bank's folder cannot be read: {error.strerror}.",
            next_step="Restore question_bank/problems.",
        ) from error
    good: dict[str, Problem] = {}
    broken: dict[str, ProblemInvalid] = {}
    titles: dict[str, str] = {}
    for slug in slugs:
        try:
            if not is_slug(slug):
                raise ProblemInvalid(
                    f"{slug}: a slug is lower-case words joined by hyphens.",
                    next_step="Rename the folder.",
                )
            problem = load_problem(slug, folder)
            other = titles.setdefault(problem.title.casefold(), slug)
            if other != slug:
                raise ProblemInvalid(
                    f'{slug}/problem.yaml: {other} has the title "{problem.title}" already.',
                    next_step="Give one of them another title.",
                )
            good[slug] = problem
        except ProblemInvalid as error:
            broken[slug] = error
    return Bank(good, broken)


def checks(problem: Problem) -> tuple[Check, ...]:
    """The problem's cases, in order, as tests that stand outside the sandbox."""
    return tuple(
        Check(
            Call(tuple(case.args), _then(case)),
            case.expected,
            case.hidden,
        )
        for case in problem.cases
    )


def changes(problem: Problem) -> tuple[Change, ...]:
    """The problem's variations, as changed tasks that can be asked about."""
    return tuple(
        Change(
            variation.id,
            variation.change,
            tuple(Call(tuple(case.args), _then(case)) for case in variation.cases),
            tuple(case.expected for case in variation.cases),
            problem.compare,
        )
        for variation in problem.variations
    )


def _then(case: Case | VariationCase) -> tuple[tuple[str, tuple[JsonValue, ...]], ...]:
    return tuple((name, tuple(args)) for name, args in case.then)


@cache
def _staples(path: Path) -> dict[str, Staple]:
    located = read_yaml(path, path.name, BankError)
    if not isinstance(located.value, list):
        raise BankError(f"{path.name}, line 1: the document must be a list of questions.")
    found: dict[str, Staple] = {}
    for n, value in enumerate(located.value):
        staple = validate(Staple, located, value, BankError, at=(n,))
        if staple.id in found:
            raise refusal(located, [((n, "id"), f"repeats {staple.id}")], BankError)
        found[staple.id] = staple
    return found


def load_staples(path: Path = STAPLES) -> tuple[Staple, ...]:
    """The behavioural questions, without the self-introduction that opens an interview.

    Raises:
        BankError: naming the line of what breaks the schema.
    """
    return tuple(s for s in _staples(path).values() if s.id != INTRODUCTION)


def load_introduction(path: Path = STAPLES) -> Staple:
    """The question that opens an interview, with its rubric."""
    try:
        return _staples(path)[INTRODUCTION]
    except KeyError:
        raise BankError(f"{path.name} has no question with the id {INTRODUCTION}.") from None


def _not_found(slug: str) -> ProblemNotFound:
    return ProblemNotFound(
        f"The question bank has no problem {slug!r}.", next_step='"viva bank search" finds some.'
    )
