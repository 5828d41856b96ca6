"""Several inputs in one reply, as people say them and as a recogniser writes them."""

from __future__ import annotations

import pytest

from tools.code.probe import Derivation, Key
from tools.code.spoken_tests import several_in

LIST = ("def f(nums):\n    return 1\n", ([1, 2],))
LIST_AND_NUMBER = ("def f(nums, target):\n    return 1\n", ([1, 2], 3))
STRING = ("def f(s):\n    return 1\n", ("ab",))
NUMBER = ("def f(n):\n    return 1\n", (5,))
TWO = ("def f(a, b):\n    return 1\n", (5, 3))


def read(shape: tuple[str, tuple], reply: str) -> list:
    source, example = shape
    key = Key("cover", [], Derivation("trace", (), {}), shape=example)
    return [list(args) for args, _, _ in several_in(reply, key, source, "f")]


@pytest.mark.parametrize(
    ("shape", "reply", "inputs"),
    [
        (LIST, "the empty list, then one two three, and something with duplicates like five five",
         [[[]], [[1, 2, 3]], [[5, 5]]]),
        (LIST, "one two three and five five", [[[1, 2, 3]], [[5, 5]]]),
        (LIST, "one, two and three", [[[1, 2, 3]]]),
        (LIST, "one two and three", [[[1, 2, 3]]]),
        (LIST, "1, 2, 3.", [[[1, 2, 3]]]),
        (LIST, "1, 2, 3, and 5, 5.", [[[1, 2, 3]], [[5, 5]]]),
        (LIST, "An empty list and a list with only 5.", [[[]], [[5]]]),
        (LIST, "I'd take an empty list first. Then I would try the list 3, 1, 2.",
         [[[]], [[3, 1, 2]]]),
        (LIST, "[], [1], [2, 2]", [[[]], [[1]], [[2, 2]]]),
        (LIST, "Test one: [1, 2]. Test two: [2, 1].", [[[1, 2]], [[2, 1]]]),
        (LIST, "the empty list, then one two, no wait, one one", [[[]], [[1, 1]]]),
        (LIST, "three twos and an empty one", [[[2, 2, 2]], [[]]]),
        (LIST, "a sorted list, then one with repeats", []),
        (LIST, "I don't know", []),
        (LIST_AND_NUMBER, "an empty list and zero, then one two two and four",
         [[[], 0], [[1, 2, 2], 4]]),
        (LIST_AND_NUMBER, "[1, 2] and 3, and [] and 0", [[[1, 2], 3], [[], 0]]),
        (LIST_AND_NUMBER, "nums is one two and target is three; nums is empty and target zero",
         [[[1, 2], 3], [[], 0]]),
        (LIST_AND_NUMBER, "one two with three and four five with nine",
         [[[1, 2], 3], [[4, 5], 9]]),
        (LIST_AND_NUMBER, "the list 1, 2 with target 3", [[[1, 2], 3]]),
        (STRING, "an empty string, the letter a, and abba", [[""], ["a"], ["abba"]]),
        (STRING, 'I would take "", then "ab" and "aa"', [[""], ["ab"], ["aa"]]),
        (STRING, "an empty string and then something like aab", [[""], ["aab"]]),
        (NUMBER, "zero, one and ten", [[0], [1], [10]]),
        (NUMBER, "minus one, then 25", [[-1], [25]]),
        (NUMBER, "two. And nine. And maybe seven", [[2], [9], [7]]),
        (TWO, "one and two, then three and zero", [[1, 2], [3, 0]]),
    ],
)  # fmt: skip
def test_inputs(shape, reply: str, inputs: list) -> None:
    assert read(shape, reply) == inputs


def test_places_are_in_the_reply() -> None:
    reply = "Hmm. The empty list, then one two."
    key = Key("cover", [], Derivation("trace", (), {}), shape=([1],))
    places = [reply[a:b] for _, a, b in several_in(reply, key, LIST[0], "f")]
    assert [place.strip() for place in places] == ["The empty list", "one two"]


def test_a_long_reply_is_read_in_time() -> None:
    reply = "then a list of " + ", ".join(str(n) for n in range(400)) + ". " + "and or then , " * 50
    assert len(read(LIST, reply)) <= 45
