"""``viva bench code``: the programs it measures with, and what it prints."""

from __future__ import annotations

import json

import pytest

from evals.bench import report
from evals.bench.code import LENGTHS, CodeBench, Figure, _print, _program
from evals.origin import Origin
from tools.code.facts import read_facts
from tools.code.syntax import LANGUAGES, Language
from viva.errors import SandboxError

BENCH = CodeBench(
    Origin("a machine", 0, "abc", "2026"), (Figure("facts", "go", 10, 1, 2, 3, 4, 5),)
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_programs_are_whole_and_about_as_long_as_asked(language: Language) -> None:
    for lines in LENGTHS[:3]:
        code = _program(language, lines)
        assert lines <= code.count("\n") <= lines + 40
        assert read_facts(code, language).syntax_errors == ()


def test_what_was_measured_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert report(lambda: BENCH, _print, as_json=False) == 0
    assert "a machine; commit abc" in capsys.readouterr().out
    assert report(lambda: BENCH, _print, as_json=True) == 0
    assert json.loads(capsys.readouterr().out)["figures"][0]["language"] == "go"


def test_what_cannot_be_measured_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    def fails() -> CodeBench:
        raise SandboxError("No sandbox.", next_step="Run `viva pull`.")

    assert report(fails, _print, as_json=True) == 1
    assert "No sandbox. Run `viva pull`." in capsys.readouterr().err
