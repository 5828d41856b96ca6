"""T4, T12, T14 and T15: what is asked, and what counts as an answer."""

from __future__ import annotations

import dataclasses

import pytest

from agent.grader import CodeUnderTest, check
from tools.code.families.changes import Change
from tools.code.families.edits import _described
from tools.code.lines_run import lines_run
from tools.code.probe import Derivation, Key, Probe
from tools.code.probes import make_probes
from tools.ports import Call

pytestmark = pytest.mark.weights

GRADE = """def grade(points, limit):
    if not points:
        return "none"
    best = 0
    for p in points:
        if p > limit:
            continue
        if p >= best:
            best = p
    if best == limit:
        return "full"
    return "part"
"""
BEFORE = GRADE.replace("p > limit", "p >= limit")
SAMPLES = [Call(([3, 1, 2], 3)), Call(([5, 2], 4)), Call(([7], 2)), Call(([1, 1, 4], 4))]


@pytest.fixture(scope="module")
def probes(sandbox) -> dict[str, Probe]:
    change = Change(
        "half",
        "Suppose that points of exactly half the limit count double.",
        (Call(([3, 1], 3)), Call(([2, 1], 4))),
        ("full", "full"),
    )
    made = make_probes(GRADE, "grade", SAMPLES, sandbox, earlier=[BEFORE], changes=[change])
    return {probe.id: probe for probe in made}


@pytest.fixture(scope="module")
def verdict(probes, sandbox):
    code = CodeUnderTest(GRADE, "grade", sandbox)
    return lambda identity, reply: check(probes[identity].key, reply, code)


def test_a_line_is_asked_for_where_both_were_seen(probes) -> None:
    asked = [p for p in probes.values() if p.family == "T4"]
    assert asked
    assert all(p.key.kind == "reach" and p.key.targets == p.lines for p in asked)
    assert "T4.reach@L7" in probes or "T4.skip@L7" in probes
    assert not [p for p in asked if p.lines[0] in (1, 4)]  # they always run
    assert sum(p.key.value[0] == [] for p in asked) <= 1


def test_the_smallest_input_is_the_example(probes, sandbox) -> None:
    key = probes["T4.reach@L3"].key
    assert key.value[0] == []
    assert key.shape == ([3, 1, 2], 3)


@pytest.mark.parametrize(
    ("reply", "verdict_"),
    [
        ("An empty list and limit zero.", "right"),
        ("points is empty and limit is minus four", "right"),
        ("The list one two, with limit three.", "wrong"),
        ("Hmm, an empty one, I guess.", "unclear"),
        ("I don't know.", "wrong"),
    ],
)
def test_replies_to_a_line(verdict, reply: str, verdict_: str) -> None:
    assert verdict("T4.reach@L3", reply).verdict == verdict_


def test_a_line_that_must_not_run(probes, sandbox) -> None:
    code = CodeUnderTest(GRADE, "grade", sandbox)
    probe = next(p for p in probes.values() if p.family == "T4")
    turned = dataclasses.replace(probe.key, targets=(7,), reached=False)
    assert check(turned, "the list one two and limit three", code).verdict == "right"
    wrong = check(turned, "the list five and limit three", code)
    assert (wrong.verdict, wrong.reason) == ("wrong", "run with this input, line 7 runs")


def test_a_run_without_end_proves_nothing(sandbox) -> None:
    source = "def f(n):\n    while n:\n        n -= 2\n    if n:\n        n = 1\n    return n\n"
    found = Derivation("trace", (2,), {"line": 5})
    key = Key("reach", [2], found, targets=(5,), reached=False, shape=(2,))
    short, long = lines_run(source, "f", [(2,), (3,)], sandbox)
    assert short.whole
    assert not long.whole
    assert check(key, "three", CodeUnderTest(source, "f", sandbox)).verdict == "unclear"


@pytest.mark.parametrize(
    ("reply", "verdict_", "said"),
    [
        ("An empty list with limit one, and the list two two four with limit two.", "right", ""),
        ("[1, 2] and 2, then [] and 0, then [5] and 1", "right", ""),
        ("The list one two with limit two, and an empty list with limit zero.", "partial",
         "line 7 never runs"),
        ("An empty list with limit zero.", "wrong", "lines 6, 7, 9, 11 never run"),
        ("Some normal cases and some odd ones.", "partial", "gives no answer"),
    ],
)  # fmt: skip
def test_replies_with_tests(probes, verdict, reply: str, verdict_: str, said: str) -> None:
    assert probes["T15.cover@L1"].key.targets == (3, 6, 7, 9, 11)
    found = verdict("T15.cover@L1", reply)
    assert found.verdict == verdict_, found
    assert said in found.reason


def test_an_edit_is_asked_about_where_it_shows(probes, verdict) -> None:
    probe = probes["T12.edit@L6"]
    assert probe.text == (
        "After an earlier version you changed line 6, which said if p >= limit."
        " For which input does that change the answer?"
    )
    assert probe.key.mutant == BEFORE
    assert verdict("T12.edit@L6", "the list one three and limit three").verdict == "right"
    assert verdict("T12.edit@L6", "the list one two and limit three").verdict == "wrong"


@pytest.mark.parametrize(
    "earlier",
    [
        GRADE,
        GRADE + "\n# a remark\n",
        GRADE.replace("best = 0", "best = 0 + 0"),  # the same on every input
        "def grade(points, limit):\n    pass\n",  # other on every input
        "def grade(points):\n    return 1\n",
        "def other(points, limit):\n    return 1\n",
        "def grade(points, limit)\n    return 1\n",
        "import random\n" + BEFORE.replace("best = 0", "best = random.random()"),
        "",
    ],
)
def test_an_edit_that_shows_nothing_is_not_asked_about(earlier: str, sandbox) -> None:
    made = make_probes(GRADE, "grade", SAMPLES, sandbox, earlier=[earlier])
    assert not [p for p in made if p.family == "T12"]


@pytest.mark.parametrize(
    ("earlier", "said", "lines"),
    [
        (GRADE.replace("    best = 0\n", ""), "you added line 4.", (4,)),
        (GRADE.replace("best = 0", "best = -1").replace("p > limit", "p < limit"),
         "you changed lines 4 and 6.", (4, 6)),
        (GRADE.replace("    best = 0\n", "    best = 0\n    best += 1\n"),
         "you took out best += 1.", (5,)),
        (GRADE.replace('"part"', '"part" if 1 + 1 == 2 and 2 + 2 == 4 else None'),
         "you changed line 12.", (12,)),
        ("def grade(points, limit):\n    return 'full' if limit in points else 'part'\n",
         "you changed lines 2 to 12.", tuple(range(2, 13))),
    ],
)  # fmt: skip
def test_an_edit_is_said(earlier: str, said: str, lines: tuple, sandbox) -> None:
    from tools.code.families.study import study

    studied = study(GRADE, "grade", SAMPLES, sandbox, ())
    assert studied is not None
    change = _described(studied, earlier)
    assert change.said.endswith(said)
    assert change.lines == lines


def test_a_changed_task_is_asked_where_the_code_gives_other_now(probes, verdict) -> None:
    probe = probes["T14.half@L1"]  # for the list 3, 1 the code says "full" already
    assert probe.text == (
        "Suppose that points of exactly half the limit count double."
        " What should grade return then if points is the list 2, 1 and limit is 4?"
    )
    assert probe.key.derivation.evidence["code_gives"] == "part"
    assert verdict("T14.half@L1", "It should return full.").verdict == "right"


def test_a_change_with_several_answers_is_not_asked(sandbox) -> None:
    source = "def f(xs):\n    return xs[:1]\n"
    calls = (Call(([3, 1],)),)
    for expected, compare, asked in (([1, 3], "any_order", 0), ([1, 3], "equal", 1)):
        change = Change("all", "Now all of them are wanted.", calls, (expected,), compare)
        made = make_probes(source, "f", [Call(([2, 1],))], sandbox, changes=[change])
        assert sum(p.family == "T14" for p in made) == asked


SHELF = """class Shelf:
    def __init__(self, room):
        self.room = room
        self.books = []

    def put(self, book):
        self.books.append(book)
        return len(self.books)

    def count(self):
        return len(self.books)
"""


def test_a_changed_task_is_asked_of_a_class(sandbox) -> None:
    put = ("put", ("a",)), ("put", ("b",)), ("count", ())
    change = Change(
        "full", "Suppose a full shelf takes no more books.", (Call((1,), put),), ([1, 1, 1],)
    )
    made = make_probes(SHELF, "Shelf", [Call((3,), put)], sandbox, changes=[change])
    probe = next(p for p in made if p.family == "T14")
    assert probe.text == (
        'Suppose a full shelf takes no more books. If room is 1 and you call put "a",'
        ' what should put "b" return after that?'
    )
    assert probe.key.value == 1
    assert [m.value for m in probe.key.misconceptions] == [2]
