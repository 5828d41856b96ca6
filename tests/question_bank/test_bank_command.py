"""``viva bank`` from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import ui.commands.bank as command
from ui.cli import app
from viva.errors import BankError, ProblemNotFound

RUN = CliRunner()


def test_show_prints_what_a_candidate_sees() -> None:
    text = RUN.invoke(app, ["bank", "show", "gift-card"]).output
    assert "Spend the Gift Card" in text
    assert "spend_card([5, 12, 7, 3], 10) -> [2, 3]" in text
    assert "hash" not in text


def test_show_gives_the_starter_in_another_language() -> None:
    text = RUN.invoke(app, ["bank", "show", "gift-card", "--language", "go"]).output
    assert "func spend_card(prices []int, balance int) []int" in text
    assert RUN.invoke(app, ["bank", "show", "gift-card", "--language", "cobol"]).exit_code == 2


def test_show_json_has_all_of_it() -> None:
    told = json.loads(RUN.invoke(app, ["bank", "show", "gift-card", "--json"]).stdout)
    assert told["slug"] == "gift-card"
    assert "seen = {}" in told["reference"]


def test_show_of_what_is_not_there() -> None:
    assert isinstance(RUN.invoke(app, ["bank", "show", "nothing"]).exception, ProblemNotFound)


@pytest.mark.parametrize("query", ["", "그래프"])
def test_a_search_that_cannot_be_read_is_refused_at_once(query: str) -> None:
    assert isinstance(RUN.invoke(app, ["bank", "search", query]).exception, BankError)


def test_an_unknown_difficulty() -> None:
    result = RUN.invoke(app, ["bank", "search", "x", "--difficulty", "cruel"])
    assert result.exit_code == 2
    assert "easy, medium or hard" in result.output


def test_add_writes_a_scaffold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "PROBLEMS", tmp_path)
    result = RUN.invoke(app, ["bank", "add", "two-trains"])
    assert "viva bank lint two-trains" in result.output.replace("\n", " ")
    assert (tmp_path / "two-trains" / "problem.yaml").exists()


@pytest.mark.weights
def test_lint_of_nothing_that_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "changed_slugs", lambda since, folder: [])
    told = RUN.invoke(app, ["bank", "lint", "--since", "HEAD~1"])
    assert told.exit_code == 0
    assert "0 of 0 problems" in told.stdout


@pytest.mark.weights
def test_lint_and_search_on_the_real_bank() -> None:
    linted = RUN.invoke(app, ["bank", "lint", "gift-card", "--json"])
    told = json.loads(linted.stdout)
    assert (told["ok"], told["of"]) == (1, 1)
    assert told["problems"][0]["killed"] >= 8
    assert told["problems"][0]["spoken_words"] > 20
    assert told["problems"][0]["generated"] == 40
    assert [t["fits"] for t in told["problems"][0]["complexity"]] == [True, True]
    assert told["problems"][0]["seconds"] > 0
    assert "1/1" in linted.stderr
    hits = json.loads(RUN.invoke(app, ["bank", "search", "something with stamps", "--json"]).stdout)
    assert hits[0]["slug"] == "postage"
