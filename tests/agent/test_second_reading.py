"""What the language model writes down of a reply, and what that is worth: decided by the key."""

from __future__ import annotations

import pytest

from agent.events import Verdict
from agent.replies import second_reading
from agent.replies.verdict import Check, CodeUnderTest
from models.replies.reader import WrittenLine
from tools.code.probe import Derivation, Key, Misconception, Option, Probe
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


def test_the_form_where_the_code_does_not_define_what_was_asked_for(code: CodeUnderTest) -> None:
    key = Key("input", [[3], "a"], FOUND)
    other = CodeUnderTest("def g(nums):\n    return 1\n", "f", code.sandbox)
    assert second_reading.form(key, other) == "input []"
    fewer = CodeUnderTest("def f(nums, *rest):\n    return 1\n", "f", code.sandbox)
    assert second_reading.form(key, fewer).startswith("input [nums: list of number")


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
        (3, "[1, 2", None),
        (3, "", None),
    ],
)
def test_a_line_against_a_value(
    code: CodeUnderTest, value: object, line: str, verdict: str
) -> None:
    key = key_of(value, accepted=("a b",) if value == "a b" else ())
    said = second_reading.check(key, second_reading.read(line), "so", code)
    assert (said and said.verdict) == verdict


def test_a_known_misconception_is_named(code: CodeUnderTest) -> None:
    key = key_of(3, misconceptions=(Misconception(4, "counts one too many"),))
    said = second_reading.check(key, second_reading.read("4"), "so", code)
    assert said is not None
    assert said.misconception == "counts one too many"


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ('[[5], ""]', "right"),
        ('[[], ""]', "wrong"),
        ('[5, ""]', None),  # no input of this function
        ("[[5]]", None),
        ("5", None),
        ("part", "partial"),
    ],
)
def test_an_input_is_run(code: CodeUnderTest, line: str, verdict: str | None) -> None:
    key = Key("reach", [[1], "a"], FOUND, targets=(3,), shape=([1], "a"))
    said = second_reading.check(key, second_reading.read(line), "so", code)
    assert (said and said.verdict) == verdict


def test_tests_are_run_together(code: CodeUnderTest) -> None:
    key = Key("cover", [[[1], "a"]], FOUND, targets=(3, 4), shape=([1], "a"))
    for line, verdict in (('[[[5], ""], [[], ""]]', "right"), ('[[[], ""]]', "wrong")):
        said = second_reading.check(key, second_reading.read(line), "so", code)
        assert said is not None
        assert said.verdict == verdict


class Reader:
    """Writes down what the test says."""

    def __init__(self, text: str, probability: float) -> None:
        self.line = WrittenLine(text, probability)
        self.asked: list[str] = []

    def write_down(self, prompt: str, within_s: float) -> WrittenLine:
        self.asked.append(prompt)
        return self.line


PROBE = Probe(
    "T1.return@L1", "T1", "What does f return?", (1,), ("f",), key_of(3), "block", "execution", 0.2
)


@pytest.mark.parametrize(
    ("first", "line", "probability", "both"),
    [
        ("unclear", "3", 0.99, "right"),
        ("unclear", "3", 0.1, "unclear"),  # not sure enough
        ("unclear", "4", 0.99, "wrong"),
        ("unclear", "part", 0.99, "partial"),
        ("wrong", "3", 0.99, "right"),
        ("wrong", "3", 0.3, "wrong"),
        ("wrong", "5", 0.99, "wrong"),
        ("wrong", "[1,", 0.99, "wrong"),
        ("right", "4", 0.99, "wrong"),
        ("right", "4", 0.9, "unclear"),  # the readings differ
        ("right", "4", 0.5, "right"),
        ("wrong", "3", 0.9, "right"),
    ],
)
def test_the_second_reading_changes_only_what_it_is_sure_of(
    code: CodeUnderTest, first: Verdict, line: str, probability: float, both: str
) -> None:
    by_rules, reader = Check(first, "by the rules", 0, 2), Reader(line, probability)
    found = second_reading.again(by_rules, PROBE, "so, three", code, reader)
    assert found.verdict == both
    assert len(reader.asked) == 1


def test_the_same_verdict_keeps_the_reason_of_the_rules(code: CodeUnderTest) -> None:
    first = Check("right", "by the rules", 0, 2)
    assert second_reading.again(first, PROBE, "three", code, Reader("3", 1.0)) is first


def test_what_cannot_be_used_is_told(code: CodeUnderTest) -> None:
    first = Check("wrong", "by the rules", 0, 2)
    found = second_reading.again(first, PROBE, "three", code, Reader("[1,", 1.0))
    assert (found.verdict, found.start, found.end) == ("wrong", 0, 2)
    assert "could not be used" in found.reason


def test_nothing_said_is_not_read(code: CodeUnderTest) -> None:
    reader = Reader("3", 1.0)
    first = Check("unclear", "", 0, 0)
    assert second_reading.again(first, PROBE, " ", code, reader) is first
    assert not reader.asked
