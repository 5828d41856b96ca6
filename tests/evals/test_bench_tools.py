"""The benchmark of the tools: its samples, and that what it prepares is not what it measures."""

from __future__ import annotations

import json

import numpy as np
import pytest

from evals import bench
from evals.bench import tools
from evals.origin import here_and_now
from tools.ports import Audio


def test_the_answer_lasts_twenty_seconds_whatever_it_is_made_of() -> None:
    for seconds in (3.0, 9.0, 15.0):
        half = Audio(np.ones(round(seconds * tools.MICROPHONE_RATE), np.float32), 48_000)
        assert tools._answer({"one": half, "two": half}).seconds == tools.ANSWER_S
    frames = tools._frames([np.zeros((2, 2, 3), np.uint8)])
    assert len(frames) == 40
    assert frames[-1].at_s == 19.5


def test_each_call_is_prepared_anew_and_the_first_is_not_counted() -> None:
    prepared, called = [], []

    def make() -> object:
        prepared.append(len(prepared))
        mine = prepared[-1]
        return lambda: called.append(mine)

    took = tools._took_of("something", [make] * 5)  # type: ignore[list-item]
    assert took.calls == 5
    assert called == prepared == list(range(6))


def test_a_bench_without_its_data_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setenv("VIVA_DATA", str(tmp_path_factory.mktemp("empty")))
    assert bench.run("tools", ["--json"]) == 1
    assert "VIVA_DATA" in capsys.readouterr().err


def test_figures_are_printed_as_json(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    took = tools.Took("face, one frame", 4, 1.0, 2.0, 1.0, 2.0)
    made = tools.ToolsBench(here_and_now(), ("a.flac",), (took,), (took,), 3.5)
    monkeypatch.setattr(tools, "measure", lambda rounds: made)
    assert tools.main(["--json", "--rounds", "1"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["tools"][0]["p95_ms"] == 2.0
    assert shown["added_ms"] == 3.5
    assert tools.main([]) == 0
    assert "face, one frame" in capsys.readouterr().out
