"""Java through javac and the Java machine, each in a box."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

from tools.code.box import MEGABYTE, Program, bubblewrap_missing
from tools.code.compiled import Toolchain, Unit
from tools.code.cpp import camel
from tools.code.facts import read_facts
from tools.ports import Limits

OWN_BYTES = 320 * MEGABYTE
"""What the Java machine writes beside the heap: compiled code, classes, its threads' stacks."""

_QUICK = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xshare:auto")


def java_missing() -> str:
    """Why Java cannot be run here, and what to install; empty if it can."""
    missing = [name for name in ("javac", "java") if shutil.which(name) is None]
    if missing:
        return f"{missing[0]} is not installed: sudo apt-get install -y default-jdk-headless"
    if bubblewrap_missing():
        return f"{bubblewrap_missing()}: sudo apt-get install -y bubblewrap util-linux"
    return ""


def _unit(source: str, entry: str, methods: Sequence[str]) -> Unit:
    facts = read_facts(source, "java")
    if facts.refused:
        return Unit({}, f"CompileError: {facts.refused}")
    public = re.search(
        r"^\s*public\s+(?:final\s+|abstract\s+)*(?:class|record)\s+(\w+)", source, re.M
    )
    file = f"{public.group(1) if public else 'Candidate'}.java"
    guest = resources.files("tools.code").joinpath("Guest.java").read_text(encoding="utf-8")
    files = {"Guest.java": guest, file: source}
    package = re.search(r"^\s*package\s+[\w.]+\s*;", source, re.M)
    if package:
        line = source[: package.end()].count("\n") + 1
        return Unit({}, "CompileError: code in a package is not run here; leave the line out", line)
    if methods:
        if entry not in facts.classes:
            return Unit({}, f"NameError: the code defines no {entry}")
        return Unit({**files, "target": f"{entry}\n{entry}\n{file}"})
    names = (entry, camel(entry))
    found = next((f for f in facts.functions if f.name in names and f.owner), None)
    if found is None:
        return Unit({}, f"NameError: the code defines no {entry}")
    return Unit({**files, "target": f"{found.owner}\n{found.name}\n{file}"})


def _home() -> Path:
    return Path(shutil.which("javac") or "javac").resolve().parent.parent


def _shown() -> tuple[Path, ...]:
    """The installation, and its settings where a distribution keeps them elsewhere."""
    settings = (_home() / "conf").glob("**/*")
    elsewhere = {p.resolve().parent for p in settings if p.is_symlink() and p.exists()}
    return (_home(), *sorted(elsewhere))


def _compiler(folder: Path, unit: Unit) -> Program:
    files = [name for name in unit.files if name.endswith(".java")]
    return Program(
        (
            str(_home() / "bin" / "javac"), *(f"-J{flag}" for flag in (*_QUICK, "-Xmx400m")),
            "-proc:none", "-nowarn", "-encoding", "UTF-8", "-d", ".", *files,
        ),
        shown=_shown(),
        processes=40,
        data=1024 * MEGABYTE,
        open_files=256,
        file_bytes=16 * MEGABYTE,
        scratch=folder,
        environment=(("LD_LIBRARY_PATH", f"{_home()}/lib"),),  # without /proc it is not found
    )  # fmt: skip


def _program(folder: Path, limits: Limits, unit: Unit) -> Program:
    heap = max(limits.memory_bytes // MEGABYTE, 32)
    return Program(
        (
            str(_home() / "bin" / "java"), *_QUICK, f"-Xmx{heap}m",
            "-cp", ".", "Guest", *unit.files["target"].split("\n"),
        ),
        shown=_shown(),
        processes=40,
        data=limits.memory_bytes + OWN_BYTES,
        open_files=64,
        scratch=folder,
        environment=(("LD_LIBRARY_PATH", f"{_home()}/lib"),),  # without /proc it is not found
    )  # fmt: skip


def _complaint(said: str) -> tuple[int, str]:
    found = re.search(r"^\w+\.java:(\d+): error: (.*)", said, re.M)
    if found:
        return int(found.group(1)), found.group(2)
    return 0, (said.strip().splitlines() or ["it does not compile"])[0]


JAVA = Toolchain("Java", _unit, _compiler, _program, _complaint)
