"""A hundred sandboxed runs in a row leave nothing behind: no process, thread, file or memory."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest

from tools.code.sandbox import BubblewrapSandbox, WasiSandbox, bubblewrap_missing
from tools.code.wasi import SPARES
from tools.ports import Call, Sandbox
from viva.settings import load

RUNS = 100
SOURCE = "def f(n):\n    return [k * k for k in range(n)]\n"
GROWTH = 24 * 1024 * 1024  # bytes; one guest that stays behind holds more than this


@pytest.fixture(params=[pytest.param("wasi", marks=pytest.mark.weights), "bubblewrap"])
def sandbox(request: pytest.FixtureRequest) -> Sandbox:
    if not Path("/proc/self/task").is_dir():
        pytest.skip("what a process holds is read from /proc")
    if request.param == "wasi":
        return WasiSandbox(load())
    if bubblewrap_missing():
        pytest.skip(bubblewrap_missing())
    return BubblewrapSandbox()


def children() -> set[str]:
    """Processes below this one."""
    found: set[str] = set()
    todo = [str(os.getpid())]
    while todo:
        for task in Path(f"/proc/{todo.pop()}/task").glob("*/children"):
            new = set(task.read_text().split()) - found
            found |= new
            todo += sorted(new)
    return found


def threads() -> int:
    return len(list(Path("/proc/self/task").iterdir()))


def descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def resident() -> int:
    """Bytes of memory that belong to this process."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def run(sandbox: Sandbox, times: int) -> None:
    for n in range(times):
        outcome = sandbox.run(SOURCE, "f", [Call((n % 7,))])[0]
        assert outcome.value == [k * k for k in range(n % 7)]


def test_a_hundred_runs_leave_nothing(sandbox: Sandbox, tmp_path: Path) -> None:
    run(sandbox, 6)  # what is set up once
    gc.collect()
    before = (children(), descriptors(), threads(), resident())
    files = sorted(Path.cwd().iterdir())
    run(sandbox, RUNS)
    gc.collect()
    assert children() == before[0]
    assert descriptors() <= before[1] + SPARES
    assert threads() <= before[2] + SPARES + 1  # guests that wait for the next run, and the clock
    assert resident() - before[3] < GROWTH
    assert sorted(Path.cwd().iterdir()) == files


def test_a_leak_would_be_seen(sandbox: Sandbox) -> None:
    """The check itself: a descriptor and memory that stay behind show up in it."""
    before = (descriptors(), resident())
    kept = [os.open("/dev/null", os.O_RDONLY) for _ in range(RUNS)]
    held = [bytearray(b"x" * (GROWTH // RUNS + 1)) for _ in range(RUNS)]
    assert descriptors() > before[0] + SPARES
    assert resident() - before[1] > GROWTH // 2
    for descriptor in kept:
        os.close(descriptor)
    del held
