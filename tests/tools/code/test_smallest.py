"""The smallest failing input is the smallest: in the order that is written down, and legal."""

from __future__ import annotations

import pytest

from tools.code.simpler import reductions, size
from tools.code.small_scope import SmallCases, read_scope
from tools.code.smallest import Effort, Failing, smallest_failing
from tools.ports import Call
from viva.errors import BankError

weights = pytest.mark.weights
EFFORT = Effort(seconds=120.0, inputs=3_000)  # a busy machine finds no less

NUMBERS = """
import random

def generate(seed, size):
    draw = random.Random(seed)
    return [[draw.randint(-9, 9) for _ in range(size)]]

def valid(values):
    return isinstance(values, list) and all(type(v) is int and abs(v) <= 99 for v in values)
"""
LARGEST = "def f(values):\n    return max(values, default=None)\n"

BOX = """
import random

def generate(seed, size):
    draw = random.Random(seed)
    calls = [["put", [draw.randint(0, 3)]] if draw.random() < 0.6 else ["take", []]
             for _ in range(size)]
    return [[1 + draw.randrange(3)], calls]

def valid(args, then):
    return args[0] >= 1 and all(name in ("put", "take") for name, _ in then)
"""
KEEPS_NEWEST = """
class Box:
    def __init__(self, room):
        self.room, self.things = room, []

    def put(self, thing):
        self.things = [*self.things, thing][-self.room:]

    def take(self):
        return self.things.pop() if self.things else None
"""
KEEPS_OLDEST = KEEPS_NEWEST.replace("[-self.room:]", "[:self.room]")


def search(sandbox, source: str, reference: str = LARGEST, inputs: str = NUMBERS, **more):
    return smallest_failing(
        sandbox, source, reference, inputs, "f", "equal", **{"effort": EFFORT, **more}
    )


@weights
@pytest.mark.parametrize(
    ("source", "args", "state"),
    [
        # wrong on an empty list; where all are negative; from three on; with a repeat; by raising
        ("def f(values):\n    return max(values, default=0)\n", ([],), "wrong"),
        ("def f(v):\n    m = 0\n    for x in v: m = max(m, x)\n    return m if v else None\n",
         ([-1],), "wrong"),
        ("def f(v):\n    return max(v[:2], default=None)\n", ([0, 0, 1],), "wrong"),
        ("def f(v):\n    return None if len(set(v)) < len(v) else max(v, default=None)\n",
         ([0, 0],), "wrong"),
        ("def f(v):\n    return max(v)\n", ([],), "raised"),
        ("def f(v):\n    while len(v) == 2: pass\n    return max(v, default=None)\n",
         ([0, 0],), "timeout"),
        ("def f(v):\n    return 1 // 0 if 7 in v else max(v, default=None)\n", ([7],), "raised"),
    ],
)  # fmt: skip
def test_the_smallest_is_found(sandbox, source: str, args: tuple, state: str) -> None:
    found = search(sandbox, source)
    assert isinstance(found, Failing)
    assert (found.call.args, found.state, found.proved) == (args, state, True)


@weights
def test_right_code_has_none(sandbox) -> None:
    source = "def f(v):\n    print('x' * 1000)\n    return sorted(v)[-1] if v else None\n"
    assert search(sandbox, source, effort=Effort(seconds=60, inputs=300)) is None


@weights
def test_slow_code_that_is_right_is_not_taken_for_endless(sandbox) -> None:
    """It takes thousands of times the reference's steps."""
    source = "def f(v):\n    for _ in range(8_000): pass\n    return max(v, default=None)\n"
    assert search(sandbox, source, effort=Effort(seconds=60, inputs=150)) is None


@weights
def test_a_given_input_is_where_it_starts(sandbox) -> None:
    """Rare enough never to be drawn: found from the test that failed, and made smaller."""
    source = "def f(v):\n    return 0 if 77 in v else max(v, default=None)\n"
    assert search(sandbox, source, effort=Effort(seconds=60, inputs=300)) is None
    found = search(sandbox, source, known=[Call(([5, 77, 80, 3],))])
    assert found is not None
    assert found.call.args == ([77],)


@weights
def test_calls_of_a_class(sandbox) -> None:
    found = smallest_failing(
        sandbox, KEEPS_OLDEST, KEEPS_NEWEST, BOX, "Box", "equal", effort=EFFORT
    )
    assert found is not None
    assert found.call == Call((1,), (("put", (0,)), ("put", (1,)), ("take", ())))
    assert (found.expected, found.got) == ([None, None, 1], [None, None, 0])
    assert found.proved


@weights
def test_inputs_that_cannot_be_used_say_so(sandbox) -> None:
    for inputs in ("def valid(v):\n    return True\n", NUMBERS.replace("<= 99", "<= 3")):
        with pytest.raises(BankError, match=r"inputs\.py"):
            search(sandbox, LARGEST, inputs=inputs)


# ------------------------------------------------------------------ the order, the scope


def test_the_order() -> None:
    rising = [
        [[], 0], [[], 1], [[], -1], [[], 2], [[0], 0], [[0], 1], [[1], 0], [[0, 0], 0], [[[0]], 0],
        ["aa", [0]],
    ]  # fmt: skip
    sizes = [size(case, is_class=False) for case in rising]
    assert sizes[:8] == sorted(sizes[:8])
    assert size([["a"]], is_class=False) < size([["b"]], is_class=False)
    calls = [[[1], [["put", [5]]]], [[1], [["put", [0]], ["take", []]]]]
    assert size(calls[0], is_class=True) < size(calls[1], is_class=True)


def test_everything_smaller_is_tried_in_order() -> None:
    seen = [[[k % 4, -(k % 3)][: k % 3]] for k in range(12)]
    scope = read_scope(seen, [[0, 0, 2]], is_class=False)
    small = SmallCases(scope, [[0, 0, 2]], 10_000, is_class=False)
    cases = list(small)
    sizes = [size(case, is_class=False) for case in cases]
    assert sizes == sorted(sizes)
    assert small.complete
    assert len(set(map(repr, cases))) == len(cases)
    numbers = range(-3, 4)
    assert all([[a, b]] in cases for a in numbers for b in numbers)
    assert [[0, 1, 0]] in cases
    assert [[0, 0, 2]] not in cases


def test_a_scope_that_is_cut_short_is_not_complete() -> None:
    scope = read_scope([[[1, 2]], [[3]]], [[3, 3, 3, 3]], is_class=False)
    small = SmallCases(scope, [[3, 3, 3, 3]], 50, is_class=False)
    assert len(list(small)) <= 50
    assert not small.complete


def test_reductions_hold_less_or_simpler_values() -> None:
    case = [["abba", "c"], 3]
    found = list(reductions(case, "abc", is_class=False))
    assert [["abba"], 2] in found
    assert [["abba", "c"], 0] in found
    assert [["bba", "c"], 3] in found
    assert [["aaaa", "c"], 3] in found  # one letter, wherever it stands
