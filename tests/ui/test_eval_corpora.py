"""``viva eval replies`` and ``viva eval wordings``, with a check and a guard that are scripted."""

from __future__ import annotations

import json
from contextlib import nullcontext
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

import agent.guard
import agent.llm
import evals.replies
import evals.wordings
import tools.code.sandbox
from ui.cli import app
from viva.errors import SettingsError

RUN = CliRunner()


@pytest.fixture(autouse=True)
def _scripted(monkeypatch):
    monkeypatch.setattr(tools.code.sandbox, "open_sandbox", lambda settings: None)
    monkeypatch.setattr(evals.replies, "mechanical", lambda sandbox: lambda reply, said: "wrong")
    monkeypatch.setattr(
        evals.replies, "both_readings", lambda sandbox, reader: lambda reply, said: reply.label
    )
    monkeypatch.setattr(
        agent.llm, "open_chat", lambda settings: nullcontext(SimpleNamespace(reader=object()))
    )
    monkeypatch.setattr(
        agent.guard, "refuse", lambda text, probe, source: "long" if len(text) > 100 else ""
    )


def test_replies_as_json_say_half_origin_and_both_media():
    done = RUN.invoke(app, ["eval", "replies", "--json"])
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert found["half"] == "development"
    rules = found["rules"]
    assert rules["text"]["wrong_marked_right"] == []
    equal = rules["text"]["confusion"]["wrong"]["wrong"]
    assert rules["text"]["accuracy"] == pytest.approx(equal / rules["text"]["replies"], abs=1e-4)
    assert rules["heard"]["replies"] < rules["text"]["replies"]
    assert found["both"]["text"]["accuracy"] == 1
    assert found["origin"]["commit"]


def test_replies_in_words():
    done = RUN.invoke(app, ["eval", "replies"])
    assert done.exit_code == 0, done.output
    assert "Wrong replies marked right: 0." in done.output
    assert "with the model's second reading, text: 100.0%" in done.output


def test_replies_without_the_model():
    found = json.loads(RUN.invoke(app, ["eval", "replies", "--without-model", "--json"]).stdout)
    assert "both" not in found


def test_a_model_that_was_not_trained_for_it_is_one_sentence(monkeypatch):
    monkeypatch.setattr(
        agent.llm, "open_chat", lambda settings: nullcontext(SimpleNamespace(reader=None))
    )
    done = RUN.invoke(app, ["eval", "replies"])
    assert done.exit_code != 0
    assert isinstance(done.exception, SettingsError)


def test_wordings_as_json_and_in_words():
    found = json.loads(RUN.invoke(app, ["eval", "wordings", "--json"]).stdout)
    assert 0 < found["all"]["recall"] < 1
    loaded = evals.wordings.load_wordings("development")
    assert found["hand"]["bad"] == sum(one.bad and one.by == "hand" for one in loaded)
    done = RUN.invoke(app, ["eval", "wordings"])
    assert done.exit_code == 0, done.output
    assert "let through" in done.output
