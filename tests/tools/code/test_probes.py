"""What must never go wrong with the code that candidates write, and what is not asked."""

from __future__ import annotations

import pytest

from tools.code.complexity import measured_time
from tools.code.facts import read_facts
from tools.code.growth import fit
from tools.code.inputs import variants
from tools.code.mutate import mutants
from tools.code.probes import make_probes
from tools.code.wording import chain_items, effort, forms, is_tree, say, say_inputs
from tools.ports import Call

weights = pytest.mark.weights
SAMPLES = [Call(([3, 1, 2],)), Call(([5],)), Call(([],))]

ODD = {
    "empty": "",
    "no function": "x = 1\n",
    "half written": "def f(xs):\n    for x in xs:\n        if x >\n    return 1\n",
    "no body": "def f(xs):\n",
    "never ends": "def f(xs):\n    while True:\n        pass\n",
    "never ends on some": "def f(xs):\n    while len(xs) == 2:\n        pass\n    return len(xs)\n",
    "recursion without end": "def f(xs):\n    return f(xs)\n",
    "prints": "def f(xs):\n    print('x' * 100000)\n    return 1\n",
    "reads input": "def f(xs):\n    return input()\n",
    "imports what is absent": "import numpy\n\ndef f(xs):\n    return numpy.sum(xs)\n",
    "another name": "def g(xs):\n    return 1\n",
    "is no function": "f = 3\n",
    "a lambda": "f = lambda xs: len(xs)\n",
    "a generator": "def f(xs):\n    for x in xs:\n        yield x\n",
    "async": "async def f(xs):\n    return 1\n",
    "takes other arguments": "def f(a, b, c):\n    return a\n",
    "takes any": "def f(*args, **named):\n    return len(args)\n",
    "raises always": "def f(xs):\n    raise ValueError('no')\n",
    "uses much memory": "def f(xs):\n    return len([0] * 10 ** 9)\n",
    "one line": "def f(xs): return sum(x for x in xs if x)\n",
    "semicolons": "def f(xs): n = 0; m = 1; return n + m\n",
    "tabs": "def f(xs):\n\tn = 0\n\tfor x in xs:\n\t\tn += x\n\treturn n\n",
    "windows lines": "def f(xs):\r\n    n = 0\r\n    for x in xs: n += x\r\n    return n\r\n",
    "unicode names": "def f(xs):\n    ö = 0\n    for x in xs:\n        ö += x\n    return ö\n",
    "decorated": "from functools import lru_cache\n\n@lru_cache\ndef f(xs):\n    return 1\n",
    "a long line": "def f(xs):\n    return " + " + ".join(["1"] * 900) + "\n",
    "binary": "def f(xs):\n    return '\0'\n",
    "too long": "def f(xs):\n    return 1\n" + "# x\n" * 30_000,
}  # fmt: skip


@weights
@pytest.mark.parametrize("name", ODD)
def test_odd_code_is_no_error(name: str, sandbox) -> None:
    for probe in make_probes(ODD[name], "f", SAMPLES, sandbox, failing=SAMPLES[:1]):
        assert probe.text
    assert make_probes(ODD[name], "f", [], sandbox) == ()


@weights
@pytest.mark.parametrize(
    "source",
    [
        "import random\ndef f(xs):\n    return [random.random() for x in xs][:1]\n",
        "import time\ndef f(xs):\n    return time.time_ns()\n",
        "def f(xs):\n    return str(object())\n",
        "def f(xs):\n    return next(iter({str(x) + w for x in xs for w in 'abcdefgh'}), '')\n",
    ],
)
def test_what_varies_is_not_asked(source: str, sandbox) -> None:
    probes = make_probes(source, "f", SAMPLES, sandbox)
    assert not [p for p in probes if p.id.startswith("T1.return")]


@weights
def test_code_that_looks_at_its_interpreter_is_not_asked(sandbox) -> None:
    source = "import sys\ndef f(xs):\n    return len(xs) + sys._getframe().f_lineno\n"
    assert make_probes(source, "f", SAMPLES, sandbox) == ()


@weights
def test_an_equivalent_mutant_is_not_asked(sandbox) -> None:
    source = "def f(xs):\n    if len(xs) >= 0:\n        return len(xs)\n    return -5\n"
    ids = [p.id for p in make_probes(source, "f", SAMPLES, sandbox)]
    assert "T6.mutation@L4" not in ids


@weights
def test_new_inputs_are_asked_about(programs, sandbox) -> None:
    program = programs["two_sum"]
    known = [call.args for call in program.calls]
    for probe in make_probes(program.source, program.entry, program.calls, sandbox):
        if probe.family == "T1":
            assert probe.key.derivation.inputs not in known


# ------------------------------------------------------------------ mutants and inputs


def test_mutants_change_one_line_each_and_parse() -> None:
    source = "def f(a, b):\n    if a < b and b != 1:\n        return a + 1\n    return b - 2\n"
    found = mutants(source, read_facts(source), ("f",))
    assert {m.kind for m in found} == {"comparison", "boolean", "sign", "number"}
    for mutant in found:
        compile(mutant.source, "<mutant>", "exec")
        pairs = zip(source.split("\n"), mutant.source.split("\n"), strict=True)
        assert [k for k, (a, b) in enumerate(pairs, 1) if a != b] == [mutant.line]


def test_variants_are_new_and_always_the_same() -> None:
    calls = [Call(([1, 2, 3, 4], 5)), Call(([2], 1))]
    found = variants(calls, 20)
    assert len(found) == len(set(map(repr, found))) == 20
    assert not [args for args in found if args in [c.args for c in calls]]
    assert found == variants(calls, 20)


# ------------------------------------------------------------------ wording


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ([], "an empty list"),
        ([3], "a list with only 3"),
        ([3, -1], "the list 3, minus 1"),
        ("", "an empty string"),
        ("ab", '"ab"'),
        (-4, "minus 4"),
        (None, "None"),
        ([[1, 2], [3]], "the lists 1, 2; and 3"),
        ([[1, 2]], "a list that holds only the list 1, 2"),
        ([1, None, None], "a tree with only 1"),
        (
            [1, [2, None, None], [3, None, None]],
            "the tree with root 1, left child 2 and right child 3",
        ),
    ],
)
def test_say(value, said: str) -> None:
    assert say(value) == said


def test_say_inputs() -> None:
    assert say_inputs(["nums", "k"], [[1, 2], 3]) == "nums is the list 1, 2 and k is 3"


@pytest.mark.parametrize(
    ("value", "form"),
    [
        (3, "three"), (-1, "negative one"), (2, "twice"), (True, "yes"), (None, "nothing"),
        ([], "an empty list"), ([0, 2], "zero and two"), ("ab", "a b"),
    ],
)  # fmt: skip
def test_forms(value, form: str) -> None:
    assert form in forms(value)


def test_effort_grows_with_what_must_be_kept_in_mind() -> None:
    assert effort([[1, 2]]) < effort([[1, 2, 3]]) < effort([[1, 2, 333]])
    assert is_tree([1, None, None])
    assert not is_tree([1, 2, 3])


# ------------------------------------------------------------------ growth

SIZES = (8, 12, 16, 24, 32, 48, 64, 96)


@pytest.mark.parametrize(
    ("count", "name"),
    [
        (lambda n: 7, "1"),
        (lambda n: 3 * n + 5, "n"),
        (lambda n: n * n // 2 + 3 * n, "n^2"),
        (lambda n: n**3 + n, "n^3"),
    ],
)
def test_fit(count, name: str) -> None:
    found = fit(SIZES, [count(n) for n in SIZES])
    assert found is not None
    assert found.name == name


def test_fit_is_unsure_of_noise() -> None:
    assert fit(SIZES, [5, 90, 7, 60, 31, 2, 44, 8]) is None
    assert fit(SIZES[:3], [1, 2, 3]) is None


LABELS = {
    "two_sum": "n", "two_sum_slow": "n^2", "search": "log n", "fib": "2^n", "fact": "n",
    "is_valid": "n", "max_subarray": "n", "merge_sort": "n log n", "bubble_sort": "n^2",
    "insertion_sort": "n^2", "climb": "n", "anagrams": "n", "contains_duplicate": "n^2",
    "product_except": "n", "subsets": "2^n", "hanoi": "2^n", "first_unique": "n^2", "pascal": "n^2",
    "majority": "n", "jump_game": "n",
}  # fmt: skip
UNSURE = ("coins", "gcd", "islands", "collatz", "power", "is_prime")


@weights
@pytest.mark.parametrize("name", LABELS)
def test_measured_class(name: str, programs, sandbox) -> None:
    program = programs[name]
    found = measured_time(sandbox, program.source, name, [c.args for c in program.calls])
    assert found is not None
    assert found.growth.name == LABELS[name]


@weights
@pytest.mark.parametrize("name", UNSURE)
def test_what_two_sizes_or_none_decide_is_left_open(name: str, programs, sandbox) -> None:
    program = programs[name]
    assert measured_time(sandbox, program.source, name, [c.args for c in program.calls]) is None


SWAPPED = """def swap(train):
    if train is None:
        return None
    load, rest = train
    if rest is None:
        return train
    partner, behind = rest
    return [partner, [load, swap(behind)]]
"""


def test_linked_lists_are_varied_and_said_as_such(sandbox) -> None:
    calls = [Call(([1, [2, [3, None]]],)), Call((None,)), Call(([9, None],))]
    assert ([1, [2, None]],) in variants(calls, 20)
    assert all(chain_items(a) or a in (None, [a[0], None]) for (a,) in variants(calls, 20) if a)
    assert say([1, [2, None]]) == "the linked list 1, 2"
    assert say([5, None]) == "the list 5, None"
    families = {p.family for p in make_probes(SWAPPED, "swap", calls, sandbox)}
    assert {"T2", "T3", "T4", "T10"} <= families


def test_of_a_few_small_numbers_none_larger_is_tried_and_the_samples_serve_too() -> None:
    found = variants([Call((n,)) for n in (1, 2, 3, 4)], 20)
    assert sorted(n for (n,) in found) == [0, 1, 2, 3, 4]
