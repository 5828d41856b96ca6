"""The bank reads every problem whole, or names the file and line of what is wrong with it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from question_bank.bank import (
    Bank,
    checks,
    load_bank,
    load_introduction,
    load_problem,
    load_staples,
)
from question_bank.schema import Problem
from viva.errors import BankError, ProblemInvalid, ProblemNotFound


@pytest.fixture(scope="module")
def bank() -> Bank:
    return load_bank()


def test_every_problem_of_the_project_can_be_used(bank: Bank) -> None:
    assert bank.broken == {}
    assert len(bank) >= 12
    assert {p.difficulty for p in bank.values()} == {"easy", "medium", "hard"}


def test_a_problem_has_its_code_from_the_files_beside_it(write_problem, bank_folder: Path) -> None:
    write_problem()
    problem = load_problem("largest-step", bank_folder)
    assert "best = step" in problem.reference
    assert set(problem.wrong_sources) == {"down", "first"}
    assert problem.slug == "largest-step"


def test_cases_become_checks_in_order(write_problem, bank_folder: Path) -> None:
    write_problem()
    tests = checks(load_problem("largest-step", bank_folder))
    assert [t.hidden for t in tests] == [False] * 3 + [True] * 6
    assert tests[0].call.args == ([1, 3, 4],)
    assert tests[0].expected == 2


def test_method_calls_become_part_of_a_check(bank: Bank) -> None:
    call = checks(bank["recent-files"])[0].call
    assert call.args == (2,)
    assert call.then[0] == ("save", ("a", "1"))


def test_starter_code_parses_and_has_the_signature(bank: Bank) -> None:
    for problem in bank.values():
        tree = ast.parse(problem.starter)
        assert tree.body[0].name == problem.signature.entry  # type: ignore[attr-defined]


def test_the_screen_shows_no_hidden_case(write_problem, bank_folder: Path) -> None:
    write_problem()
    screen = load_problem("largest-step", bank_folder).screen
    assert "largest_step([1, 3, 4]) -> 2" in screen
    assert "[0, 5, 0, 6]" not in screen


# ------------------------------------------------------------------ what can be wrong


def invalid(folder: Path, slug: str = "largest-step") -> str:
    with pytest.raises(ProblemInvalid) as caught:
        load_problem(slug, folder)
    return str(caught.value)


def replaced(here: Path, old: str, new: str) -> int:
    """Change the text of problem.yaml; the line of the change."""
    path = here / "problem.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    return text[: text.index(old)].count("\n") + 1


def test_malformed_yaml_names_the_line(write_problem, bank_folder: Path) -> None:
    line = replaced(write_problem(), "difficulty: easy", "difficulty: easy: very")
    assert f"largest-step/problem.yaml, line {line}: this is not valid YAML" in invalid(bank_folder)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("difficulty: easy", "difficulty: simple", "difficulty input should be 'easy'"),
        ("difficulty: easy", "difficulty: easy\ncolour: red", "colour is not a field"),
        ("- three\n", "", "hints list should have at least 3 items"),
        ("  expected: 2\n", "", "cases[1].expected is missing"),
        ("name: down", "name: Going Down", "wrong[1].name string should match"),
        ("type: list[int]", "type: List[int]", "signature.parameters[1].type string should match"),
        ("expected: 2\n", "expected: 2\n  hiden: true\n", "cases[1].hiden is not a field"),
        ("id: cost", "id: idea", "rubric[2] repeats the name idea"),
    ],
)
def test_a_broken_field_is_named(write_problem, bank_folder, old: str, new: str, said: str) -> None:
    replaced(write_problem(), old, new)
    assert said in invalid(bank_folder)


def test_the_line_is_that_of_the_field(write_problem, bank_folder: Path) -> None:
    line = replaced(write_problem(), "id: cost", "id: 7")
    assert f"line {line}: rubric[2].id" in invalid(bank_folder)


def test_a_key_that_stands_twice_is_refused(write_problem, bank_folder: Path) -> None:
    replaced(write_problem(), "difficulty: easy", "difficulty: easy\ntitle: Other")
    assert '"title" stands here and on line 1' in invalid(bank_folder)


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ({"args": [[1], 2], "expected": 0}, "has 2 values for 1 parameters"),
        ({"args": [[1]], "expected": [0], "then": [["go", []]]}, "needs method calls in `then`"),
        ({"args": [[5]], "expected": 0}, "is the same test as cases[2]"),
    ],
)
def test_cases_must_fit_the_signature(write_problem, bank_folder, case: dict, said: str) -> None:
    write_problem(more_cases=[case])
    assert said in invalid(bank_folder)


def test_too_few_hidden_tests(write_problem, bank_folder: Path) -> None:
    cases = [{"args": [[n]], "expected": 0} for n in range(8)]
    write_problem(change={"cases": cases})
    assert "0 hidden ones (5 are needed)" in invalid(bank_folder)


@pytest.mark.parametrize("name", ["problem.yaml", "reference.py", "wrong_down.py"])
def test_a_missing_file_is_named(write_problem, bank_folder: Path, name: str) -> None:
    (write_problem() / name).unlink()
    assert f"largest-step/{name} is missing" in invalid(bank_folder)


def test_an_alternative_that_is_promised_must_be_there(write_problem, bank_folder: Path) -> None:
    idea = {"time": "O(n)", "space": "O(n)", "idea": "Collect all the steps first."}
    write_problem(change={"alternative": idea})
    assert "largest-step/alternative.py is missing" in invalid(bank_folder)


def test_a_wrong_solution_that_is_not_named_is_refused(write_problem, bank_folder: Path) -> None:
    write_problem(files={"wrong_other.py": "x = 1\n"})
    assert "wrong_other.py is not named in problem.yaml" in invalid(bank_folder)


def test_a_file_that_is_not_text(write_problem, bank_folder: Path) -> None:
    (write_problem() / "reference.py").write_bytes(b"\xff\xfe\x00")
    assert "largest-step/reference.py is not UTF-8 text" in invalid(bank_folder)


def test_a_document_that_is_no_mapping(write_problem, bank_folder: Path) -> None:
    (write_problem() / "problem.yaml").write_text("- 1\n- 2\n")
    assert "the document must be a mapping" in invalid(bank_folder)


def test_an_alias_to_itself_is_refused_without_hanging(write_problem, bank_folder: Path) -> None:
    (write_problem() / "problem.yaml").write_text("title: &a [*a]\n")
    assert "largest-step/problem.yaml" in invalid(bank_folder)


def test_words_that_yaml_would_turn_into_other_things_stay_words(
    write_problem, bank_folder: Path
) -> None:
    here = write_problem()
    replaced(here, "- - 1\n", "- - 1:30\n")
    replaced(here, "- - 5\n", "- - no\n")
    cases = load_problem("largest-step", bank_folder).cases
    assert cases[0].args[0] == ["1:30", 3, 4]
    assert cases[1].args[0] == ["no"]


def test_other_problems_keep_working(write_problem, bank_folder: Path) -> None:
    write_problem("good")
    write_problem("no-title", change={"title": None})
    write_problem("same-title", change={"title": "largest STEP"})
    write_problem("other-slug", change={"slug": "third", "title": "Another"})
    write_problem("Not_A_Slug", change={"title": "Yet Another"})
    bank = load_bank(bank_folder)
    assert list(bank) == ["good"]
    assert set(bank.broken) == {"no-title", "same-title", "other-slug", "Not_A_Slug"}
    assert "title is missing" in str(bank.broken["no-title"])
    assert 'good has the title "largest STEP" already' in str(bank.broken["same-title"])
    assert "the slug is 'third', the folder 'other-slug'" in str(bank.broken["other-slug"])
    with pytest.raises(ProblemInvalid):
        bank["no-title"]
    assert "no-title" not in bank


@pytest.mark.parametrize("slug", ["absent", "../problems", "", "a/b"])
def test_a_problem_that_is_not_there(slug: str, bank: Bank) -> None:
    with pytest.raises(ProblemNotFound):
        load_problem(slug)
    with pytest.raises(ProblemNotFound):
        bank[slug]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BankError, match="cannot be read"):
        load_bank(tmp_path / "absent")


# ------------------------------------------------------------------ staple questions


def test_staples_and_introduction() -> None:
    staples = load_staples()
    assert len(staples) >= 40
    assert "introduction" not in {s.id for s in staples}
    assert load_introduction().rubric


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id: x", "must be a list"),
        ("- id: x\n  text: too short\n", "line 1: [1].follow_up is missing"),
        ("", "must be a list"),
    ],
)
def test_broken_staples_name_the_line(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "staple.yaml"
    path.write_text(text)
    with pytest.raises(BankError) as caught:
        load_staples(path)
    assert said in str(caught.value)


def test_the_contract_of_a_problem_is_frozen(bank: Bank) -> None:
    problem = bank["gift-card"]
    assert isinstance(problem, Problem)
    with pytest.raises(ValueError, match="frozen"):
        problem.title = "Other"  # type: ignore[misc]
