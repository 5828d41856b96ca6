"""The host's own Python in a box: the second backend for Python beside WASI."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from tools.code.box import MEGABYTE, Program, bubblewrap_missing, run_boxed
from tools.code.channel import Channel, Ended, guest_program, run_calls
from tools.ports import Call, Limits, Outcome
from viva.errors import SandboxError

__all__ = ["BubblewrapSandbox", "bubblewrap_missing"]


class BubblewrapSandbox:
    """See :class:`tools.ports.Sandbox`.

    Raises:
        SandboxError: bubblewrap is not here or the kernel refuses it.
    """

    def __init__(self) -> None:
        missing = bubblewrap_missing()
        if missing:
            raise SandboxError(
                f"The bubblewrap sandbox cannot run: {missing}.",
                next_step="Install bubblewrap and util-linux, or use the WASI sandbox.",
            )
        probe = self.run("def f():\n    return 1\n", "f", [Call(())])
        if probe[0].value != 1:
            raise SandboxError(
                f"The bubblewrap sandbox does not work here: {probe[0].error or probe[0].state}.",
                next_step="Allow unprivileged user namespaces, or use the WASI sandbox.",
            )

    def run(
        self,
        source: str,
        entry: str,
        calls: Sequence[Call],
        *,
        trace: bool = False,
        limits: Limits = Limits(),
    ) -> tuple[Outcome, ...]:
        return run_calls(self._once, source, entry, calls, trace, limits)

    def _once(self, job: bytes, channel: Channel, wall_s: float, limits: Limits) -> Ended:
        home = Path(sys.base_prefix).resolve()
        python = home / "bin" / f"python{sys.version_info.major}.{sys.version_info.minor}"
        program = Program(
            (str(python), "-I", "-S", "-B", "-c", guest_program()),
            shown=(home,),
            address_space=limits.memory_bytes + 64 * MEGABYTE,
        )
        return run_boxed(program, job, channel.feed, wall_s).how
