"""``viva bench code``: the programs it measures with, and what it prints."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.bench import code as bench_code
from evals.bench import report
from evals.bench.code import LENGTHS, CodeBench, Figure, Job, _print, measure
from evals.origin import Origin
from evals.programs import HOSTILE, program
from tools.code.facts import read_facts
from tools.code.syntax import LANGUAGES, MAX_BYTES, Language
from viva.errors import SandboxError

BENCH = CodeBench(
    Origin("a machine", 0, "abc", "2026"), (Figure("facts", "go", 10, 1, 2, 3, 4, 5, 6),), 2
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_programs_are_whole_and_about_as_long_as_asked(language: Language) -> None:
    for lines in LENGTHS[:4]:
        code = program(language, lines)
        assert abs(code.count("\n") - lines) <= 9
        facts = read_facts(code, language)
        assert facts.syntax_errors == ()
        assert facts.function("solve") is not None
        assert len(facts.functions) == len({f.full_name for f in facts.functions})


def test_hostile_texts_are_not_refused_for_their_length() -> None:
    assert all(40_000 < len(text) <= MAX_BYTES or "levels" in name or name == "parameters"
               for name, text in HOSTILE.items())  # fmt: skip


def test_what_was_measured_is_kept_when_the_time_is_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted() -> int:
        raise KeyboardInterrupt

    jobs = [Job("a", "go", 10, [lambda: 7], 2), Job("b", "go", 30, [interrupted], 2)]
    monkeypatch.setattr(bench_code, "_jobs", lambda problems: iter(jobs))
    said: list[str] = []
    out = tmp_path / "figures.json"
    bench = measure(1.0, 1, out, said.append)
    assert [(f.what, f.runs, f.count) for f in bench.figures] == [("a", 2, 7)]
    assert bench.left == 1
    assert said[:2] == ["1 of 2: a, go, 10 lines", "2 of 2: b, go, 30 lines"]
    assert json.loads(out.read_text("utf-8"))["figures"][0]["what"] == "a"
    assert measure(0.0, 1, None, said.append).left == 2


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
