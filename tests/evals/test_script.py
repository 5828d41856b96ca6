"""Scripts: what is wrong with one is said with its file and line; a missing answer is loud."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from evals import script
from tools.code.probe import Derivation, Key, Probe
from viva.errors import ScriptError

GOOD = """\
name: tiny
level: 2
about: writes little
consent: {face: false, voice: true}
introduction: Hello, I am new to this.
problem: two-sum
code:
  - source: |
      def f(x):
          return x
  - hints: 1
    run: false
    source: |
      def f(x):
          return x + 1
walkthrough: It adds one.
answers:
  T1.value@L2:
    say: um, three
    expect: wrong
    again: {say: four, expect: right}
  T2: {say: twice, expect: unclear}
  T3.return@L2: {skip: true}
staples:
  conflict: {say: We talked., follow_up: It helped.}
asks:
  - What do you work on?
"""


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "tiny.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def probe(family: str, what: str) -> Probe:
    key = Key("value", 1, Derivation("run", (), {"value": 1}))
    return Probe(what, family, "What is x?", (2,), ("x",), key, "atom", "execution", 0.2)  # type: ignore[arg-type]


def test_a_good_script_is_read(tmp_path: Path) -> None:
    read = script.load(write(tmp_path, GOOD))
    assert read.code[1].source == "def f(x):\n    return x + 1\n"
    assert read.code[0].run
    assert not read.code[1].run
    assert read.consent == script.Consent(face=False, voice=True)
    answer = read.answers["T1.value@L2"]
    assert isinstance(answer, script.Answer)
    assert answer.again == script.Said(say="four", expect="right")
    assert isinstance(read.answers["T3.return@L2"], script.Pass)


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("level: 2", "level: 6", 2, "level"),
        ("level: 2", "level: two", 2, "level"),
        ("name: tiny", "name: ../tiny", 1, "lower case"),
        ("about: writes little\n", "", 1, "about"),
        ("expect: wrong", "expect: false", 20, "expect"),
        ("    say: um, three\n", "", 18, "say"),
        ("T1.value@L2", "value@L2", 18, "no probe"),
        ("walkthrough:", "walkthru:", 16, "walkthru"),
        ("{skip: true}", "{skip: false}", 23, "skip"),
        ("hints: 1", "hints: 4", 11, "hints"),
        ("asks:\n  - What", "asks: [What", 27, "YAML"),
        ("level: 2", "level: 2\nlevel: 3", 3, "stands here and"),
        ("  T2: {say", "  T1.value@L2: {say", 22, "stands here and"),
        ("introduction: Hello, I am new to this.", "introduction: ''", 5, "introduction"),
        ("  - source: |", "  - sauce: |", 8, "code.0"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, words: str
) -> None:
    assert old in GOOD
    path = write(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(ScriptError) as caught:
        script.load(path)
    assert f"{path}, line {line}:" in str(caught.value)
    assert words in str(caught.value)


@pytest.mark.parametrize("text", ["", "- a list", "just words", "\x00"])
def test_what_is_no_script_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ScriptError, match=r"tiny\.yaml"):
        script.load(write(tmp_path, text))


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "tiny.yaml"
    path.write_bytes(b"name: \xff\xfe")
    with pytest.raises(ScriptError, match="UTF-8"):
        script.load(path)


def test_a_missing_file_is_named() -> None:
    with pytest.raises(ScriptError, match="nobody"):
        script.find("nobody")
    with pytest.raises(ScriptError, match="is missing"):
        script.load(Path("nobody.yaml"))


def test_four_hints_in_all_are_too_many(tmp_path: Path) -> None:
    text = GOOD.replace("  - source: |", "  - hints: 3\n    source: |", 1)
    with pytest.raises(ScriptError, match="three hints"):
        script.load(write(tmp_path, text))


def test_an_answer_is_found_by_id_then_by_family_then_not_at_all(tmp_path: Path) -> None:
    read = script.load(write(tmp_path, GOOD))
    assert read.selector(probe("T1", "T1.value@L2")) == "T1.value@L2"
    assert read.selector(probe("T2", "T2.iterations@L1")) == "T2"
    with pytest.raises(ScriptError, match=r"T1\.value@L9.*under answers"):
        read.answer(probe("T1", "T1.value@L9"))
    with pytest.raises(ScriptError, match=r"tiny has no answer"):
        read.answer(probe("T8", "T8.time@L1"))


def test_an_answer_to_a_question_that_has_changed_is_refused(tmp_path: Path) -> None:
    said = "expect: wrong\n    question: What is x?"
    read = script.load(write(tmp_path, GOOD.replace("expect: wrong", said, 1)))
    assert read.answer(probe("T1", "T1.value@L2")) is read.answers["T1.value@L2"]
    read = script.load(write(tmp_path, GOOD.replace("expect: wrong", said + " or y", 1)))
    with pytest.raises(ScriptError, match="it now asks"):
        read.answer(probe("T1", "T1.value@L2"))


@pytest.mark.parametrize("path", script.all_scripts(), ids=lambda p: p.stem)
def test_our_scripts_are_sound(path: Path) -> None:
    read = script.load(path)
    assert read.name == path.stem
    assert yaml.safe_load(path.read_text())["level"] == read.level
