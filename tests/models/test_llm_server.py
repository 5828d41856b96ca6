"""The model's process: a wrong file, a parent that dies."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

from models.llm_server import LlmServer, local_server
from viva.errors import ModelGone, WeightMissing
from viva.settings import Settings, load

ROOT = Path(__file__).resolve().parents[2]


def test_a_file_that_is_no_model_is_given_up(tmp_path: Path) -> None:
    broken = tmp_path / "broken.gguf"
    broken.write_bytes(b"not a model")
    changes: list[str] = []
    log = tmp_path / "llm.log"
    with LlmServer(broken, log_file=log, on_change=changes.append) as server:
        with pytest.raises(ModelGone, match=r"llm\.log"):
            server.wait_ready(60)
        assert not server.alive()
    assert changes[-1] == "given up"


def test_stopping_while_it_loads_leaves_nothing(tmp_path: Path) -> None:
    server = LlmServer(tmp_path / "none.gguf")
    with server:
        pass
    assert server.pid is None


def test_a_missing_weight_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(WeightMissing, match="viva pull"):
        local_server(Settings(cache_dir=tmp_path))


@pytest.mark.weights
def test_it_dies_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    program = """
        import os, signal
        from models.llm_server import local_server
        from viva.settings import load

        with local_server(load(), weight="llm_tiny") as server:
            server.wait_ready()
            print(server.pid, flush=True)
            os.kill(os.getpid(), signal.SIGKILL)
    """
    ended = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    child = int(ended.stdout)
    until = time.monotonic() + 10
    while _runs(child) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _runs(child)


@pytest.mark.weights
def test_it_stands_still_while_held_and_then_goes_on() -> None:
    with local_server(load(), weight="llm_tiny") as server:
        server.wait_ready()
        answers: list[float] = []
        asking = threading.Thread(target=lambda: answers.append(server.wait_ready()))
        with server.standing_still(), server.standing_still():
            with server.standing_still():
                pass
            assert server.pid is not None
            asking.start()
            before = _worked(server.pid)
            time.sleep(0.5)
            assert _worked(server.pid) == before
            assert not answers
        asking.join(30)
        assert answers


@pytest.mark.weights
def test_one_that_stands_still_can_be_stopped() -> None:
    with local_server(load(), weight="llm_tiny") as server:
        server.wait_ready()
        child = server.pid
        with server.standing_still():
            server.stop()
    assert child is not None
    assert not _runs(child)


def _worked(pid: int) -> list[str]:
    """Clock ticks of processor time so far, of its own and of the system for it."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]


def _runs(pid: int) -> bool:
    """Whether it runs; one that has ended but was not collected does not."""
    try:
        os.kill(pid, 0)
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except (ProcessLookupError, FileNotFoundError):
        return False
