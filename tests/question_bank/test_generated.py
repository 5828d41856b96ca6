"""A problem's own inputs, its JavaScript and its variations prove it, or show what is wrong."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from question_bank.agreement import javascript_faults, prove_inputs, variation_faults
from question_bank.bank import load_bank, load_problem
from question_bank.inputs import make_inputs, validity_faults
from question_bank.lint_text import missing, read_through
from question_bank.measured import measured_times
from question_bank.schema import Problem
from tools.ports import Call, Limits, Outcome
from viva.errors import ProblemInvalid
from viva.settings import load

BANK = load_bank()
WHOLE = ("door-limit", "knitting-pattern")  # a class and a function; "viva bank lint" has them all


@pytest.mark.parametrize("slug", BANK)
def test_every_problem_is_whole(slug: str) -> None:
    assert list(missing(BANK[slug])) == []


@pytest.mark.weights
@pytest.mark.parametrize("slug", WHOLE)
def test_inputs_and_variations_of_the_real_bank(slug: str) -> None:
    from tools.code.sandbox import sandboxes

    can_run = sandboxes(load())
    agreed = prove_inputs(BANK[slug], can_run["python"], can_run.get("javascript"))
    assert agreed.faults == ()
    assert agreed.inputs >= 40
    assert list(variation_faults(BANK[slug], can_run["python"])) == []


# ------------------------------------------------------------------ what can be wrong


@pytest.fixture
def problem(write_problem, bank_folder) -> Problem:
    write_problem()
    return load_problem("largest-step", bank_folder)


def changed(problem: Problem, **fields: object) -> Problem:
    return problem.model_copy(update=fields)


def said(problem: Problem, sandbox) -> list[str]:
    return [f"{file}: {sentence}" for file, sentence in prove_inputs(problem, sandbox, None).faults]


def test_nothing_is_wrong_with_a_right_problem(problem: Problem, here_sandbox) -> None:
    assert said(problem, here_sandbox) == []
    assert list(variation_faults(problem, here_sandbox)) == []
    assert list(missing(problem)) == []


def test_what_is_missing_is_named(write_problem, bank_folder) -> None:
    bare = {"variations": None, "asked": None, "prerequisites": None}
    files = {"inputs.py": None, "reference.js": None, "variation_downhill.py": None}
    write_problem(change=bare, files=files)
    found = list(missing(load_problem("largest-step", bank_folder)))
    assert [f.where for f in found] == ["inputs.py", "reference.js", *["problem.yaml"] * 3]
    assert found[3].said == "`asked` has 0 of at least 2"


def test_an_input_that_breaks_a_constraint(problem: Problem, here_sandbox) -> None:
    few = problem.inputs.replace("<= 100", "<= 5")
    found = said(changed(problem, inputs=few), here_sandbox)
    assert any("valid gives False for generated input" in sentence for sentence in found)


def test_a_case_that_breaks_a_constraint(problem: Problem, here_sandbox) -> None:
    rising = problem.inputs.replace("heights, list)", "heights, list) and heights != [9, 1]")
    found = said(changed(problem, inputs=rising), here_sandbox)
    assert found == ["inputs.py: valid gives False for cases[5]"]


def test_a_valid_that_raises_or_takes_anything(problem: Problem, here_sandbox) -> None:
    head = problem.inputs[: problem.inputs.index("def valid")]
    raises = head + "def valid(heights):\n    return len(heights) <= 100\n"
    assert any("TypeError" in s for s in said(changed(problem, inputs=raises), here_sandbox))
    anything = head + "def valid(heights):\n    return True\n"
    [found] = said(changed(problem, inputs=anything), here_sandbox)
    assert "which is no input" in found


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("random.Random(seed)", "random.Random()", "something else the second time"),
        ("rng.randint(0, 6)", "1", "different inputs"),
        ("return [[rng", "return [0, [rng", "is no list of arguments"),
        ("rng.randint(0, 6)", "rng.missing", "raised AttributeError"),
    ],
)
def test_a_bad_generator(problem: Problem, here_sandbox, old: str, new: str, part: str) -> None:
    bad = changed(problem, inputs=problem.inputs.replace(old, new))
    assert part in " ".join(make_inputs(bad, here_sandbox).faults)


def test_an_alternative_that_differs_where_no_case_looks(problem: Problem, here_sandbox) -> None:
    slip = problem.reference.replace("return best", "return best % 6 if heights[1:] else best")
    idea = {"time": "O(n)", "space": "O(1)", "idea": "The same thing over again."}
    kind = Problem.model_fields["alternative"].annotation.__args__[0]  # type: ignore[union-attr]
    found = said(changed(problem, alternative=kind(**idea), alternative_source=slip), here_sandbox)
    assert found[0].startswith("alternative.py: and the reference differ on the generated input")


def test_a_wrong_solution_that_no_input_finds_out(problem: Problem, here_sandbox) -> None:
    rare = problem.reference.replace("return best", "return -1 if 77 in heights else best")
    found = said(changed(problem, wrong_sources={"rare": rare}), here_sandbox)
    assert found == [
        "wrong_rare.py: is right on all 200 generated inputs; let generate come nearer to its slip"
    ]


def test_valid_is_asked_about_a_class_with_its_calls(here_sandbox) -> None:
    door = BANK["door-limit"]
    calls = make_inputs(door, here_sandbox).calls
    assert all(call.then for call in calls)
    assert validity_faults(door, calls, here_sandbox) == []
    backwards = Call((1, 1), (("enter", (3,)), ("enter", (2,))))
    assert "valid gives False" in validity_faults(door, [backwards], here_sandbox)[0]


# ------------------------------------------------------------------ variations and JavaScript


def test_a_variation_that_changes_nothing(problem: Problem, here_sandbox) -> None:
    [variation] = problem.variations
    same = variation.model_copy(update={"source": problem.reference, "cases": variation.cases[1:]})
    kept = same.model_copy(update={"cases": [same.cases[0].model_copy(update={"expected": 1})]})
    found = list(variation_faults(changed(problem, variations=[kept]), here_sandbox))
    assert found == [
        ("problem.yaml", "the reference passes every case of the variation downhill: nothing has "
         "changed")
    ]  # fmt: skip


def test_a_variation_whose_solution_is_wrong(problem: Problem, here_sandbox) -> None:
    [variation] = problem.variations
    wrong = variation.model_copy(update={"source": problem.reference})
    [(file, sentence), *_] = variation_faults(changed(problem, variations=[wrong]), here_sandbox)
    assert file == "variation_downhill.py"
    assert "variations.downhill.cases[1]: gave 1, expected is 4" in sentence


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("name: down\n", "name: other\n", "wrong_down.py is not named"),
        ("id: downhill", "id: uphill", "variation_downhill.py is not named"),
        ("instead of up.", "instead of up" + " and up" * 20 + ".", "25 is the limit"),
    ],
)
def test_the_loader_names_what_does_not_fit(
    write_problem, bank_folder, old: str, new: str, part: str
) -> None:
    path = write_problem() / "problem.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    with pytest.raises(ProblemInvalid, match=part):
        load_problem("largest-step", bank_folder)


class Scripted:
    """Gives prepared values, as JavaScript would."""

    def __init__(self, values: Sequence) -> None:
        self.values = list(values)

    def run(
        self, source: str, entry: str, calls: Sequence[Call], *, trace: bool = False,
        limits: Limits = Limits(),
    ) -> tuple[Outcome, ...]:  # fmt: skip
        assert "function largest_step" in source
        assert len(calls) == len(self.values)
        return tuple(Outcome("returned", value=value) for value in self.values)


def test_javascript_is_compared_with_the_cases_and_the_reference(problem: Problem) -> None:
    right = [float(case.expected) for case in problem.cases]  # type: ignore[arg-type]
    asked = [Call(([1, 4],)), Call(([2, 1],)), Call(([0, 2**60],))]
    values = [3, 0, 2**60]
    assert list(javascript_faults(problem, asked, values, Scripted([*right, 3.0, 0]))) == []
    wrong = Scripted([*right[:-1], True, 4, 0])
    found = [sentence for _, sentence in javascript_faults(problem, asked, values, wrong)]
    assert found[0] == "cases[9]: gave True, expected is 1"
    assert "generated input ([1, 4],): gave 4, expected is 3" in found[1]


# ------------------------------------------------------------------ time


def test_the_time_is_measured_on_the_problems_own_inputs(problem: Problem, here_sandbox) -> None:
    [time] = measured_times(problem, here_sandbox)
    assert (time.declared, time.measured, time.fits) == ("O(n)", "n", True)


def test_a_time_that_does_not_fit_is_found(problem: Problem, here_sandbox) -> None:
    slow = problem.reference.replace(
        "    return best",
        "    for a in heights:\n        for b in heights:\n            best += 0\n    return best",
    )
    [time] = measured_times(changed(problem, reference=slow), here_sandbox)
    assert (time.fits, time.more) == (False, True)
    cost = problem.complexity.model_copy(update={"time": "O(n^2)"})
    [time] = measured_times(changed(problem, complexity=cost), here_sandbox)
    assert (time.measured, time.fits, time.more) == ("n", False, False)


def test_a_time_that_cannot_be_told_is_open(problem: Problem, here_sandbox) -> None:
    odd = changed(problem, complexity=problem.complexity.model_copy(update={"time": "quick"}))
    assert [t.fits for t in measured_times(odd, here_sandbox)] == [None]


def test_what_is_told_when_asked_gives_no_approach_away(problem: Problem) -> None:
    asked = [problem.asked[0].model_copy(update={"answer": "Yes, use two pointers for it."})]
    [finding] = read_through(changed(problem, asked=asked))
    assert "`asked` says" in finding.said
