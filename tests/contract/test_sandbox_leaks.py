"""A hundred sandboxed runs in a row leave nothing behind: no process, thread, file or memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tools.code.sandbox import bubblewrap_missing
from tools.code.wasi import SPARES

ROOT = Path(__file__).resolve().parents[2]
RUNS = 100
GROWTH = 24 * 1024 * 1024  # bytes; one guest that stays behind holds more than this


@pytest.fixture(params=[pytest.param("wasi", marks=pytest.mark.weights), "bubblewrap"])
def backend(request: pytest.FixtureRequest) -> str:
    if not Path("/proc/self/task").is_dir():
        pytest.skip("what a process holds is read from /proc")
    if request.param == "bubblewrap" and bubblewrap_missing():
        pytest.skip(bubblewrap_missing())
    return request.param


def measured(backend: str, runs: int, leak: int = 0) -> tuple[dict[str, Any], dict[str, Any]]:
    child = Path(__file__).with_name("leaks_child.py")
    done = subprocess.run(
        [sys.executable, str(child), backend, str(runs), str(leak)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout)
    return found["before"], found["after"]


def left_behind(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """What there is more of than a guest that waits for the next run, and the clock, explain."""
    found = []
    if not set(after["children"]) <= set(before["children"]):
        found.append("processes")
    if after["threads"] > before["threads"] + SPARES + 1:
        found.append("threads")
    if after["descriptors"] > before["descriptors"] + SPARES:
        found.append("descriptors")
    if after["resident"] - before["resident"] > GROWTH:
        found.append("memory")
    if after["files"] != before["files"]:
        found.append("files")
    return found


def test_a_hundred_runs_leave_nothing(backend: str) -> None:
    assert left_behind(*measured(backend, RUNS)) == []


def test_a_leak_would_be_seen(backend: str) -> None:
    """The check itself: descriptors and memory that stay behind show up in it."""
    assert set(left_behind(*measured(backend, 20, leak=2 * GROWTH))) >= {"descriptors", "memory"}
