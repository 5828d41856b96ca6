"""What the language model learns to write down for a labelled reply."""

from __future__ import annotations

import pytest

from agent.events import Verdict
from agent.replies.verdict import CodeUnderTest
from evals.lines import line_for
from tools.code.probe import Derivation, Key
from tools.code.sandbox import WasiSandbox
from viva.settings import load

SOURCE = "def f(nums):\n    if nums:\n        return 1\n    return 0\n"
FOUND = Derivation("trace", (), {})
NUMBER = Key("value", 3, FOUND)
REACH = Key("reach", [[1]], FOUND, targets=(3,), shape=([1],))
COVER = Key("cover", [[[1]], [[]]], FOUND, targets=(3, 4), shape=([1],))


@pytest.mark.parametrize(
    ("key", "reply", "label", "line"),
    [
        (NUMBER, "one more than two", "right", "3"),  # what is right is the key, however said
        (NUMBER, "it returns four", "wrong", "4"),
        (NUMBER, "I don't know", "wrong", "none"),
        (NUMBER, "more than one", "partial", "part"),
        (NUMBER, "sorry?", "unclear", "?"),
        (NUMBER, "it returns three", "wrong", None),  # label and reading do not agree
        (REACH, "a list with just five", "right", "[[5]]"),
        (REACH, "an empty list", "wrong", "[[]]"),
        (COVER, "an empty list, and the list one two", "right", "[[[]], [[1, 2]]]"),
    ],
)
def test_lines(key: Key, reply: str, label: Verdict, line: str | None) -> None:
    code = CodeUnderTest(SOURCE, "f", WasiSandbox(load()))
    assert line_for(key, reply, label, code) == line


def test_an_input_that_was_noted_is_taken() -> None:
    code = CodeUnderTest(SOURCE, "f", WasiSandbox(load()))
    assert line_for(REACH, "the usual one", "right", code, [[7]]) == "[[7]]"
