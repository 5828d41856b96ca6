"""What the language model writes down of a reply, and what that is worth: decided by the key."""

from __future__ import annotations

import pytest

from agent.replies import second_reading
from agent.replies.verdict import CodeUnderTest
from tools.code.probe import Derivation, Key, Misconception, Option
from tools.code.sandbox import WasiSandbox
from viva.settings import load

SOURCE = "def f(nums, word):\n    if nums:\n        return 1\n    return 0\n"
FOUND = Derivation("trace", (), {})


@pytest.fixture(scope="module")
def code() -> CodeUnderTest:
    return CodeUnderTest(SOURCE, "f", WasiSandbox(load()))


def key_of(value: object, **more: object) -> Key:
    return Key("value", value, FOUND, **more)  # type: ignore[arg-type]


def test_the_prompt_tells_the_form_and_never_the_key(code: CodeUnderTest) -> None:
    asked = second_reading.prompt("What does f return?", key_of([97, 98]), "a, then b", code)
    assert asked.splitlines() == [
        "Question: What does f return?",
        "Form: list of number",
        "Said: a, then b",
        "Answer:",
    ]


@pytest.mark.parametrize(
    ("key", "form"),
    [
        (key_of(True), "truth"),
        (key_of(None), "anything"),
        (key_of([["a"]]), "list of list of text"),
        (Key("line", 4, FOUND), "line number"),
        (Key("choice", "n", FOUND, options=(Option("n", ()), Option("1", ()))), "one of n, 1"),
        (Key("input", [[3], "a"], FOUND), "input [nums: list of number, word: text]"),
        (Key("cover", [[[3], "a"]], FOUND, shape=([3], "a")), "tests [nums: list of number, word: "
         "text]"),
    ],
)  # fmt: skip
def test_forms(code: CodeUnderTest, key: Key, form: str) -> None:
    assert second_reading.form(key, code) == form


@pytest.mark.parametrize(
    ("value", "line", "verdict"),
    [
        (3, "3", "right"),
        (3, "4", "wrong"),
        (1, "true", "wrong"),  # Python takes True for 1
        (True, "true", "right"),
        ([1, 2], "[1, 2]", "right"),
        ([1, 2], "[1]", "wrong"),
        ("a b", '"A b"', "right"),
        (3, "part", "partial"),
        (3, "?", "unclear"),
        (3, "none", "wrong"),
        (3, "other", "wrong"),
        (3, "[1, 2", "unclear"),
        (3, "", "unclear"),
    ],
)
def test_a_line_against_a_value(
    code: CodeUnderTest, value: object, line: str, verdict: str
) -> None:
    key = key_of(value, accepted=("a b",) if value == "a b" else ())
    said = second_reading.check(key, second_reading.read(line), "so", code)
    assert said.verdict == verdict


def test_a_known_misconception_is_named(code: CodeUnderTest) -> None:
    key = key_of(3, misconceptions=(Misconception(4, "counts one too many"),))
    said = second_reading.check(key, second_reading.read("4"), "so", code)
    assert said.misconception == "counts one too many"


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ('[[5], ""]', "right"),
        ('[[], ""]', "wrong"),
        ('[5, ""]', "unclear"),  # no input of this function
        ("[[5]]", "unclear"),
        ("5", "unclear"),
        ("part", "partial"),
    ],
)
def test_an_input_is_run(code: CodeUnderTest, line: str, verdict: str) -> None:
    key = Key("reach", [[1], "a"], FOUND, targets=(3,), shape=([1], "a"))
    said = second_reading.check(key, second_reading.read(line), "so", code)
    assert said.verdict == verdict


def test_tests_are_run_together(code: CodeUnderTest) -> None:
    key = Key("cover", [[[1], "a"]], FOUND, targets=(3, 4), shape=([1], "a"))
    for line, verdict in (('[[[5], ""], [[], ""]]', "right"), ('[[[], ""]]', "wrong")):
        said = second_reading.check(key, second_reading.read(line), "so", code)
        assert said.verdict == verdict
