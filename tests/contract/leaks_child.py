"""What a hundred sandboxed runs leave behind, measured in a process of its own: one that has run
hundreds of tests before holds memory and threads of theirs.

Prints one JSON object: what is held before and after, for the sandbox that is named.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from pathlib import Path

from tools.code.sandbox import BubblewrapSandbox, WasiSandbox
from tools.ports import Call, Sandbox
from viva.settings import load

SOURCE = "def f(n):\n    return [k * k for k in range(n)]\n"


def children() -> list[str]:
    """Processes below this one."""
    found: set[str] = set()
    todo = [str(os.getpid())]
    while todo:
        for task in Path(f"/proc/{todo.pop()}/task").glob("*/children"):
            new = set(task.read_text().split()) - found
            found |= new
            todo += sorted(new)
    return sorted(found)


def held() -> dict[str, object]:
    """``resident``: bytes of memory that belong to this process."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return {
        "children": children(),
        "threads": len(list(Path("/proc/self/task").iterdir())),
        "descriptors": len(list(Path("/proc/self/fd").iterdir())),
        "resident": pages * os.sysconf("SC_PAGE_SIZE"),
        "files": sorted(str(path) for path in Path.cwd().iterdir()),
    }


def run(sandbox: Sandbox, times: int) -> None:
    for n in range(times):
        outcome = sandbox.run(SOURCE, "f", [Call((n % 7,))])[0]
        assert outcome.value == [k * k for k in range(n % 7)]


def main(backend: str, runs: int, leak: int) -> None:
    sandbox = WasiSandbox(load()) if backend == "wasi" else BubblewrapSandbox()
    run(sandbox, 6)  # what is set up once
    before = held()
    run(sandbox, runs)
    kept = [os.open("/dev/null", os.O_RDONLY) for _ in range(leak and runs)]
    memory = bytearray(os.urandom(leak))
    print(json.dumps({"before": before, "after": held()}))
    del kept, memory


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
