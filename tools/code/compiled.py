"""C++ and Java: compiled in one box, run in another; nothing of them is traced.

The types of the arguments come from the candidate's own declarations, so no signature is needed:
the driver that is compiled beside the code makes each argument as its parameter says.
"""

from __future__ import annotations

import tempfile
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.code.box import MEGABYTE, Program, run_boxed
from tools.code.channel import Channel, Ended, run_calls
from tools.ports import Call, Limits, Outcome
from viva.errors import SandboxError

COMPILE_S = 60.0
KEPT = 8
"""Compiled programs that are kept for the next run of the same code."""


@dataclass(frozen=True)
class Unit:
    """What is to be compiled: files by name, or ``problem``, an error's name and message."""

    files: dict[str, str]
    problem: str = ""
    line: int = 0


@dataclass(frozen=True)
class Toolchain:
    """How a language is compiled and run. ``unit`` takes source, entry and names of methods;
    ``complaint`` reads the first error out of what the compiler said: its line and text."""

    name: str
    unit: Callable[[str, str, Sequence[str]], Unit]
    compiler: Callable[[Path, Unit], Program]
    program: Callable[[Path, Limits, Unit], Program]
    complaint: Callable[[str], tuple[int, str]]


class CompiledSandbox:
    """See :class:`tools.ports.Sandbox`. Compiling has ``COMPILE_S`` seconds of its own, beside
    ``wall_s``; what was compiled last is kept. ``run`` refuses ``trace``."""

    def __init__(self, toolchain: Toolchain) -> None:
        self._toolchain = toolchain
        self._built: OrderedDict[tuple, tuple[tempfile.TemporaryDirectory, Unit, Outcome | None]]
        self._built = OrderedDict()

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
            raise SandboxError(
                f"{self._toolchain.name} cannot be traced.", next_step="Run it without a trace."
            )
        methods = tuple(dict.fromkeys(name for call in calls for name, _ in call.then))
        folder, unit, refused = self._build(source, entry, methods)
        if refused is not None:
            return (refused,) * len(calls)

        def once(job: bytes, channel: Channel, wall_s: float, limits: Limits) -> Ended:
            program = self._toolchain.program(folder, limits, unit)
            return run_boxed(program, job, channel.feed, wall_s).how

        return run_calls(once, source, entry, calls, False, limits)

    def _build(
        self, source: str, entry: str, methods: tuple[str, ...]
    ) -> tuple[Path, Unit, Outcome | None]:
        key = (source, entry, methods)
        if key in self._built:
            self._built.move_to_end(key)
        else:
            folder = tempfile.TemporaryDirectory(prefix="viva-build-")
            unit = self._toolchain.unit(source, entry, methods)
            self._built[key] = folder, unit, self._compile(Path(folder.name), unit)
            while len(self._built) > KEPT:
                self._built.popitem(last=False)[1][0].cleanup()
        folder, unit, refused = self._built[key]
        return Path(folder.name), unit, refused

    def _compile(self, folder: Path, unit: Unit) -> Outcome | None:
        """None if it worked."""
        if unit.problem:
            return Outcome("not_run", error=unit.problem, error_line=unit.line)
        for name, text in unit.files.items():
            (folder / name).write_text(text, encoding="utf-8")
        folder.chmod(0o777)  # the boxed user is another one
        said: list[bytes] = []

        def take(data: bytes) -> bool:
            said.append(data)
            return sum(map(len, said)) < MEGABYTE

        end = run_boxed(self._toolchain.compiler(folder, unit), b"", take, COMPILE_S)
        folder.chmod(0o755)
        if end.how == "exit" and end.code == 0:
            return None
        if end.how == "timeout":
            return Outcome("not_run", error="CompileError: compiling it took too long")
        if end.how == "memory":
            return Outcome("not_run", error="CompileError: compiling it took too much memory")
        text = (b"".join(said) + end.said).decode("utf-8", "replace")
        line, what = self._toolchain.complaint(text)
        return Outcome("not_run", error=f"CompileError: {what[:250]}", error_line=line)
