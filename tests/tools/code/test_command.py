"""``viva code``: facts, tests and probes of a file, for a person and for a program."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from tools.code.node import node_missing
from ui.commands.code import register
from viva.errors import InputRefused

pytestmark = pytest.mark.weights
SOURCE = "def longest(words):\n    best = ''\n    for w in words:\n        if len(w) > len(best):\n            best = w\n    return best\n"  # fmt: skip # noqa: E501


@pytest.fixture
def run():
    app = typer.Typer()
    app.callback()(lambda: None)
    register(app)
    return lambda *arguments: CliRunner().invoke(app, ["code", *map(str, arguments)])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "solution.py"
    path.write_text(SOURCE, encoding="utf-8")
    return path


def test_json_has_facts_tests_and_probes(run, file: Path) -> None:
    done = run(file, "--call", '[["a", "bcd", "ef"]]', "--json")
    found = json.loads(done.stdout)
    assert found["facts"]["loops"][0]["line"] == 3
    assert found["tests"] is None
    assert {"T1", "T2"} <= {probe["family"] for probe in found["probes"]}
    assert all(probe["key"]["derivation"]["method"] for probe in found["probes"])


def test_the_tables_name_each_probe(run, file: Path) -> None:
    done = run(file, "--call", '[["a", "bcd", "ef"]]')
    assert done.exit_code == 0
    assert "T2.iterations@L3" in done.stdout


def test_a_problem_brings_its_tests(run) -> None:
    from question_bank.bank import PROBLEMS

    done = run(PROBLEMS / "gift-card" / "reference.py", "--problem", "gift-card", "--json")
    found = json.loads(done.stdout)
    assert found["tests"]["passed"] == found["tests"]["total"] > 5
    assert found["complexity"]["name"] == "n"
    assert len(found["complexity"]["counts"]) > 3


def test_how_the_work_grows_is_said(run, tmp_path: Path) -> None:
    path = tmp_path / "pairs.py"
    path.write_text(
        "def pairs(a):\n    n = 0\n    for x in a:\n        for y in a:\n"
        "            n += x == y\n    return n\n"
    )
    assert "Measured time: O(n^2)" in run(path, "--call", "[[1, 2, 3]]").stdout


def test_without_inputs_there_are_facts_alone(run, file: Path) -> None:
    done = run(file)
    assert done.exit_code == 0
    assert "nothing to ask" in done.stdout


@pytest.mark.parametrize("call", ["not json", "3"])
def test_a_bad_call_is_refused(run, file: Path, call: str) -> None:
    assert isinstance(run(file, "--call", call).exception, InputRefused)


def test_what_is_no_text_is_refused(run, tmp_path: Path) -> None:
    path = tmp_path / "x.py"
    path.write_bytes(b"\xff\xfe\x00")
    assert isinstance(run(path).exception, InputRefused)


def test_a_language_without_traces_has_facts_and_says_what_is_missing(run, tmp_path: Path) -> None:
    path = tmp_path / "solution.go"
    path.write_text("package main\n\nfunc Twice(n int) int {\n\treturn 2 * n\n}\n")
    found = json.loads(run(path, "--call", "[21]", "--json").stdout)
    assert found["facts"]["language"] == "go"
    assert found["facts"]["functions"][0]["parameters"] == ["n"]
    assert found["probes"] == []
    assert "no probes" in found["notes"][0]


def test_javascript_is_run_where_node_is(run, tmp_path: Path) -> None:
    if node_missing():
        pytest.skip(node_missing())
    path = tmp_path / "solution.js"
    path.write_text("const twice = (n) => 2 * n;\n")
    assert "[21]: returned 42" in run(path, "--call", "[21]").stdout
    from question_bank.bank import PROBLEMS

    reference = PROBLEMS / "gift-card" / "reference.js"
    tests = json.loads(run(reference, "--problem", "gift-card", "--json").stdout)["tests"]
    assert tests["passed"] == tests["total"] > 5


def test_the_language_can_be_named(run, tmp_path: Path) -> None:
    path = tmp_path / "solution.txt"
    path.write_text("int f(int x) { return x; }\n")
    assert isinstance(run(path).exception, InputRefused)
    assert isinstance(run(path, "--language", "cobol").exception, InputRefused)
    found = json.loads(run(path, "--language", "cpp", "--json").stdout)
    assert found["facts"]["functions"][0]["name"] == "f"
