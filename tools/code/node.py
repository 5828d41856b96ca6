"""JavaScript and TypeScript through node in a box; nothing of them is traced."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from tools.code.box import MEGABYTE, Program, bubblewrap_missing, run_boxed
from tools.code.channel import Channel, Ended, run_calls
from tools.ports import Call, Limits, Outcome
from viva.errors import SandboxError

THREADS = 16
"""node's own threads; the box counts them as processes."""

OWN_BYTES = 160 * MEGABYTE
"""What node itself writes before any candidate code, and its threads' stacks."""


def node_missing() -> str:
    """Why node cannot be used here, and what to install; empty if it can."""
    if shutil.which("node") is None:
        return "node is not installed: sudo apt-get install -y nodejs"
    if bubblewrap_missing():
        return f"{bubblewrap_missing()}: sudo apt-get install -y bubblewrap util-linux"
    return ""


@dataclass(frozen=True)
class Prepared:
    """JavaScript; or ``problem``, as an error's name and message, with its line."""

    source: str
    problem: str = ""
    line: int = 0


class NodeSandbox:
    """See :class:`tools.ports.Sandbox`. ``prepare`` turns a source into JavaScript, line by line.

    ``run`` refuses ``trace``: there is no tracer for JavaScript.

    Raises:
        SandboxError: node or bubblewrap is not here, or the kernel refuses the box.
    """

    def __init__(self, prepare: Callable[[str], Prepared] = Prepared) -> None:
        missing = node_missing()
        if missing:
            raise SandboxError(f"JavaScript cannot be run: {missing}.")
        self._prepare = prepare

    def run(
        self,
        source: str,
        entry: str,
        calls: Sequence[Call],
        *,
        trace: bool = False,
        limits: Limits = Limits(),
    ) -> tuple[Outcome, ...]:
        if trace:
            raise SandboxError("JavaScript cannot be traced.", next_step="Run it without a trace.")
        ready = self._prepare(source)
        if ready.problem:
            refused = Outcome("not_run", error=ready.problem, error_line=ready.line)
            return (refused,) * len(calls)
        return run_calls(self._once, ready.source, entry, calls, False, limits)

    def _once(self, job: bytes, channel: Channel, wall_s: float, limits: Limits) -> Ended:
        node = Path(shutil.which("node") or "node").resolve()
        heap = max(limits.memory_bytes // MEGABYTE, 16)
        program = Program(
            (
                str(node), f"--max-old-space-size={heap}", "--max-semi-space-size=4",
                "--v8-pool-size=1", "--no-warnings", "-e", _guest(),
            ),
            shown=(node, *(p for p in (Path("/usr/share/nodejs"),) if p.is_dir())),
            processes=THREADS,
            data=limits.memory_bytes + OWN_BYTES,
            open_files=64,
        )  # fmt: skip
        return run_boxed(program, job, channel.feed, wall_s).how


def _guest() -> str:
    return resources.files("tools.code").joinpath("guest.js").read_text(encoding="utf-8")
