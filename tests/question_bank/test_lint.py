"""Lint finds what is wrong with a problem and says it in plain words."""

from __future__ import annotations

from pathlib import Path

import pytest

from question_bank.bank import Bank, load_bank, load_problem
from question_bank.lint import alike, lint, near_duplicates
from question_bank.lint_text import read_through, spoken_s
from question_bank.mutants import mutants
from question_bank.proof import prove, solution_faults
from question_bank.schema import Problem
from viva.errors import BankError, ProblemNotFound
from viva.settings import load

BANK = load_bank()


@pytest.mark.parametrize("slug", BANK)
def test_every_problem_reads_well(slug: str) -> None:
    assert list(read_through(BANK[slug])) == []


@pytest.fixture(scope="session")
def wasi():
    from tools.code.sandbox import open_sandbox

    return open_sandbox(load())


@pytest.mark.weights
@pytest.mark.parametrize("slug", BANK)
def test_every_solution_does_what_the_problem_says_of_it(slug: str, wasi) -> None:
    assert list(solution_faults(BANK[slug], wasi)) == []


@pytest.mark.weights
@pytest.mark.parametrize("slug", ["gift-card", "recent-files"])
def test_hidden_tests_find_out_mutants(slug: str, wasi) -> None:
    """All of the bank is proved by "viva bank lint"; two of it here, to keep the tests short."""
    proof = prove(BANK[slug], wasi)
    assert proof.faults == ()
    assert proof.mutants >= 8


@pytest.mark.weights
def test_no_two_statements_are_near_duplicates() -> None:
    from question_bank.embed import MiniLm

    embed = MiniLm(load())
    assert near_duplicates(BANK.problems, embed) == {}
    copy = BANK["postage"].model_copy(
        update={
            "slug": "copy",
            "spoken": BANK["postage"].spoken.replace("post office", "mail counter"),
        }
    )
    found = near_duplicates({"copy": copy, **BANK.problems}, embed)
    assert set(found) == {"copy", "postage"}


# ------------------------------------------------------------------ what lint finds


@pytest.fixture
def problem(write_problem, bank_folder: Path) -> Problem:
    write_problem()
    return load_problem("largest-step", bank_folder)


def said(problem: Problem) -> list[str]:
    return [f"{finding.where}: {finding.said}" for finding in read_through(problem)]


def test_nothing_is_found_where_all_is_well(problem: Problem, here_sandbox) -> None:
    assert said(problem) == []
    proof = prove(problem, here_sandbox)
    assert proof.faults == ()
    assert proof.killed >= 0.9 * proof.mutants > 5


def test_a_long_spoken_statement(problem: Problem) -> None:
    long = problem.model_copy(update={"spoken": "one more word " * 60})
    assert said(long) == ["problem.yaml: the spoken statement takes 72 s; 45 s is the limit"]


@pytest.mark.parametrize("text", ["the list `nums`", "at most 5 items", "a < b", "f(x)", "x_1"])
def test_symbols_in_the_spoken_statement(problem: Problem, text: str) -> None:
    [finding] = said(problem.model_copy(update={"spoken": text}))
    assert "write it as it is said" in finding


@pytest.mark.parametrize(
    ("approach", "field", "text"),
    [
        ("two pointers", "statement", "Use two pointers to find the step."),
        ("hash map", "statement", "Look the price up in a dictionary."),
        ("hash map", "constraints", ["A hash of each is fine."]),
        ("dynamic programming", "spoken", "Try dynamic programming, if you like."),
        ("stack", "title", "Stack of Plates"),
        ("bits", "statement", "Think of XOR here."),
    ],
)
def test_a_statement_that_gives_the_approach_away(
    problem: Problem, approach: str, field: str, text: str | list[str]
) -> None:
    given = problem.model_copy(update={"approach": [approach], field: text})
    assert any("gives away the approach" in finding for finding in said(given))


def test_a_name_in_the_signature_can_give_it_away(problem: Problem) -> None:
    signature = problem.signature.model_copy(update={"entry": "binary_search"})
    given = problem.model_copy(update={"approach": ["binary search"], "signature": signature})
    assert any("`signature` says" in finding for finding in said(given))


def test_code_that_does_not_fit_the_signature(problem: Problem) -> None:
    other = problem.reference.replace("(heights)", "(values)", 1)
    assert said(problem.model_copy(update={"reference": other})) == [
        "reference.py: largest_step takes (values), the signature (heights)"
    ]
    other = problem.reference.replace("largest_step", "biggest")
    assert "reference.py: defines no largest_step" in said(
        problem.model_copy(update={"reference": other})
    )


def test_code_that_does_not_parse_names_the_line(problem: Problem) -> None:
    other = problem.reference.replace("for position", "for for position")
    [finding] = said(problem.model_copy(update={"reference": other}))
    assert finding.startswith("reference.py: line 3")


def faults(problem: Problem, sandbox, **change) -> list[str]:
    proof = prove(problem.model_copy(update=change), sandbox)
    return [f"{file}: {sentence}" for file, sentence in proof.faults]


def test_a_wrong_reference(problem: Problem, here_sandbox) -> None:
    wrong = problem.reference.replace("best = step", "best = step + 1")
    found = faults(problem, here_sandbox, reference=wrong)
    assert found[0] == "reference.py: cases[1]: gave 3, expected is 2"


def test_a_reference_that_raises(problem: Problem, here_sandbox) -> None:
    wrong = problem.reference.replace("best = 0", "best = heights[0]")
    found = faults(problem, here_sandbox, reference=wrong)
    assert any("IndexError" in sentence for sentence in found)


def test_a_wrong_solution_that_is_right(problem: Problem, here_sandbox) -> None:
    sources = problem.wrong_sources | {"down": problem.reference}
    assert faults(problem, here_sandbox, wrong_sources=sources) == [
        "wrong_down.py: passes every hidden test, so nothing shows that it is wrong"
    ]


def test_a_wrong_solution_that_is_merely_broken(problem: Problem, here_sandbox) -> None:
    sources = problem.wrong_sources | {"down": "def largest_step(heights):\n    return None\n"}
    assert faults(problem, here_sandbox, wrong_sources=sources) == [
        "wrong_down.py: passes no test at all: it is broken rather than mistaken"
    ]


def test_hidden_tests_that_miss_mutants(problem: Problem, here_sandbox) -> None:
    weak = [c for c in problem.cases if not c.hidden or c.args[0] in ([], [9, 1])]
    found = faults(problem, here_sandbox, cases=weak)
    assert any("the hidden tests find out only" in sentence for sentence in found)


def test_a_mutant_declared_equivalent_must_survive(problem: Problem, here_sandbox) -> None:
    survivor = prove(problem, here_sandbox).survivors[0]
    declared = {"line": survivor.line, "mutant": survivor.mutant, "because": "it changes nothing"}
    stale = declared | {"line": 99}
    kind = Problem.model_fields["equivalent"].annotation.__args__[0]  # type: ignore[union-attr]
    right = problem.model_copy(update={"equivalent": [kind(**declared)]})
    proof = prove(right, here_sandbox)
    assert proof.faults == ()
    assert survivor not in proof.survivors
    [found] = faults(problem, here_sandbox, equivalent=[kind(**stale)])
    assert "names a mutant that a hidden test finds out or that is none" in found


def test_lint_tells_all_and_goes_on_past_a_broken_problem(
    write_problem, bank_folder: Path, here_sandbox, embed
) -> None:
    write_problem("good")
    write_problem("broken", change={"title": None})
    write_problem("twin", change={"title": "Twin"})
    slugs = ["broken", "good", "twin"]
    results = {
        r.slug: r for r in lint(load_bank(bank_folder), slugs, sandbox=here_sandbox, embed=embed)
    }
    assert [f.check for f in results["broken"].findings] == ["schema"]
    assert "broken/problem.yaml" in results["broken"].findings[0].said
    assert [f.check for f in results["good"].findings] == ["duplicate"]
    assert "nearly that of twin" in results["good"].findings[0].said
    assert results["good"].generated == 40
    assert [(c.file, c.measured) for c in results["good"].complexity] == [("reference.py", "n")]
    assert "reference.js was not run" in results["good"].notes[0]


def test_lint_of_one_that_is_not_there(here_sandbox, embed) -> None:
    with pytest.raises(ProblemNotFound, match="no problem 'nothing'"):
        list(lint(Bank({}), ["nothing"], sandbox=here_sandbox, embed=embed))


def test_pairs_come_most_alike_first(embed) -> None:
    scores = [score for _, _, score in alike(BANK.problems, embed)]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == len(BANK) * (len(BANK) - 1) // 2


def test_reading_time_counts_words_and_breaths() -> None:
    assert spoken_s("five words are said here.") == pytest.approx(2.3)


# ------------------------------------------------------------------ mutants


def test_mutants_are_small_slips_in_place() -> None:
    found = {m.said: m for m in mutants("def f(a, b):\n    if a < b:\n        return a + 1\n")}
    assert "`a < b` becomes `a <= b`" in found
    assert "`a + 1` becomes `a - 1`" in found
    assert "`1` becomes `2`" in found
    assert "`return a + 1` becomes `pass`" in found
    assert found["`a + 1` becomes `a - 1`"].line == 3
    assert "a - 1" in found["`a + 1` becomes `a - 1`"].source


def test_mutants_differ_from_the_source_and_from_each_other() -> None:
    for problem in BANK.values():
        made = mutants(problem.reference)
        assert len({m.source for m in made}) == len(made) >= 5
        for mutant in made:
            compile(mutant.source, "mutant", "exec")


# ------------------------------------------------------------------ the scaffold


def test_a_scaffold_is_a_problem_with_all_to_be_written(tmp_path: Path) -> None:
    from question_bank.scaffold import scaffold

    here = scaffold("two-trains", tmp_path)
    assert (here / "reference.py").read_text().startswith("def two_trains(")
    assert (here / "reference.js").read_text().startswith("function two_trains(")
    assert "def generate(seed, size)" in (here / "inputs.py").read_text()
    assert (here / "variation_other_way.py").exists()
    bank = load_bank(tmp_path)
    assert "cases" in str(bank.broken["two-trains"])
    with pytest.raises(BankError, match="already"):
        scaffold("two-trains", tmp_path)
    with pytest.raises(BankError, match="no slug"):
        scaffold("../Two Trains", tmp_path)
