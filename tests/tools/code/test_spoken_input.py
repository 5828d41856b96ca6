"""Inputs as people say them, and whether they break a mutant."""

from __future__ import annotations

import pytest

from tools.code.probe import Derivation, Key
from tools.code.probes import make_probes
from tools.code.spoken_input import broken_by, inputs_in, values_in

LIST_AND_NUMBER = ("def f(nums, target):\n    return 1\n", [[1, 2], 3])
STRING = ("def f(s):\n    return 1\n", ["()"])
NUMBER = ("def f(n):\n    return 1\n", [5])
ROWS = ("def f(rows):\n    return 1\n", [[[1, 2], [3, 4]]])
WORDS = ("def f(a, b):\n    return 1\n", ["ab", "ac"])
NAMES = ("def f(names):\n    return 1\n", [["ann", "bob"]])


def read(shape: tuple[str, list], reply: str) -> list:
    source, example = shape
    key = Key("input", example, Derivation("mutate", tuple(example), {}))
    return [list(args) for args, _, _ in inputs_in(reply, key, source, "f")]


@pytest.mark.parametrize(
    ("shape", "reply", "inputs"),
    [
        (LIST_AND_NUMBER, "an empty list and target zero", [[[], 0]]),
        (LIST_AND_NUMBER, "[1, 2] and 3", [[[1, 2], 3]]),
        (LIST_AND_NUMBER, "([1,2],3)", [[[1, 2], 3]]),
        (LIST_AND_NUMBER, "the list one two two and four", [[[1, 2, 2], 4]]),
        (LIST_AND_NUMBER, "nums is 1, 2 and 3 and target is minus four", [[[1, 2, 3], -4]]),
        (LIST_AND_NUMBER, "target four and nums two two", [[[2, 2], 4]]),
        (LIST_AND_NUMBER, "three twos and five", [[[2, 2, 2], 5]]),
        (LIST_AND_NUMBER, "a list with only five and target five", [[[5], 5]]),
        (LIST_AND_NUMBER, "[3, 3] with target 6, no wait, [3] with target 6", [[[3], 6]]),
        (LIST_AND_NUMBER, "[1] and 1 or [] and 0", [[[1], 1], [[], 0]]),
        (LIST_AND_NUMBER, "I don't know", []),
        (LIST_AND_NUMBER, "one two three", []),
        (STRING, "an empty string", [[""]]),
        (STRING, "open paren close bracket", [["(]"]]),
        (STRING, '"([)]"', [["([)]"]]),
        (STRING, "the string abba", [["abba"]]),
        (STRING, "a b b a", [["abba"]]),
        (STRING, "maybe the letter a", [["a"]]),
        (NUMBER, "n is minus one", [[-1]]),
        (NUMBER, "one", [[1]]),
        (NUMBER, "if n is twenty three", [[23]]),
        (ROWS, "[[1,2],[3,4]]", [[[[1, 2], [3, 4]]]]),
        (ROWS, "one three and two six", [[[[1, 3], [2, 6]]]]),
        (WORDS, "a is ab and b is ac", [["ab", "ac"]]),
        (WORDS, "cat and an empty string", [["cat", ""]]),
        (NAMES, "ann, bob and ann", [[["ann", "bob", "ann"]]]),
    ],
)
def test_inputs(shape, reply: str, inputs: list) -> None:
    assert read(shape, reply) == inputs


@pytest.mark.weights
def test_what_breaks_a_mutant_is_run(programs, sandbox) -> None:
    program = programs["is_prime"]
    probes = make_probes(program.source, program.entry, program.calls, sandbox)
    key = next(p.key for p in probes if p.id == "T6.mutation@L5")
    assert "while i * i < n" in key.mutant
    assert broken_by(key, (9,), program.source, "is_prime", sandbox)
    assert broken_by(key, (25,), program.source, "is_prime", sandbox)
    assert not broken_by(key, (7,), program.source, "is_prime", sandbox)
    assert not broken_by(key, ("nine",), program.source, "is_prime", sandbox)
    assert not broken_by(key, (), program.source, "is_prime", sandbox)
    assert all(
        broken_by(p.key, tuple(p.key.value), program.source, "is_prime", sandbox)
        for p in probes
        if p.key.kind == "input"
    )


def test_a_linked_list_may_be_said_as_its_items() -> None:
    like = [[1, [2, None]]]
    assert values_in(("four, five and six",), like) == ([4, [5, [6, None]]],)
    assert values_in(("[4, [5, None]]",), like) == ([4, [5, None]],)
    assert values_in(("an empty list",), like) == (None,)
