"""A program in an empty namespace made by bubblewrap (Linux).

Nothing of the host is there but the C library and what the program is given, read-only: no network,
no other process, no environment, no writable file.  Limits on memory, processes and files are
resource limits; they bind because the code never runs as root.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import secrets
import shutil
import subprocess
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools.code.channel import Ended

MEGABYTE = 1024 * 1024
_LIBRARIES = ("/usr/lib", "/usr/lib64", "/lib", "/lib64")
_OUT_OF_MEMORY = (
    b"MemoryError", b"heap out of memory", b"OutOfMemory", b"bad_alloc", b"out of memory",
    b"Out of memory", b"pthread_create failed",
)  # fmt: skip
# A user that owns no other process: two boxes at once must not share one, or each would count the
# other's threads as its own.
_USERS = itertools.count(secrets.randbelow(2_000))


def bubblewrap_missing() -> str:
    """Why bubblewrap cannot be used here; empty if it can."""
    wanted = ["bwrap", "prlimit"] + (["setpriv"] if os.geteuid() == 0 else [])
    missing = [name for name in wanted if shutil.which(name) is None]
    return f"{', '.join(missing)} not found" if missing else ""


@dataclass(frozen=True)
class Program:
    """What runs in a box.

    ``shown`` are files and folders of the host, read-only at their own places.  ``processes``
    counts threads too.  ``address_space`` bounds all that is mapped; what reserves far more than it
    uses (V8, the Java machine) is bounded by ``data``, its writable memory; 0 sets no such limit.
    ``scratch`` is a folder that the box sees as ``/work``; it can be written if ``file_bytes`` > 0.
    """

    argv: tuple[str, ...]
    shown: tuple[Path, ...] = ()
    processes: int = 1
    address_space: int = 0
    data: int = 0
    open_files: int = 16
    file_bytes: int = 0
    scratch: Path | None = None
    environment: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class End:
    """How a boxed program ended. ``said`` is the beginning of its standard error."""

    how: Ended
    code: int
    said: bytes


def run_boxed(program: Program, job: bytes, take: Callable[[bytes], bool], wall_s: float) -> End:
    """Run ``program`` with ``job`` as its standard input; ``take`` gets what it writes, piece by
    piece, and ends it by returning False. After ``wall_s`` seconds it is killed."""
    process = subprocess.Popen(
        _command(program),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    late = threading.Event()

    def stop() -> None:
        late.set()
        process.kill()

    clock = threading.Timer(wall_s, stop)
    clock.start()
    noise: list[bytes] = []
    listener = threading.Thread(target=_listen, args=(process.stderr.fileno(), noise), daemon=True)
    listener.start()
    try:
        # If it died before it read the job, its return code says why.
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(job)
            process.stdin.close()
        while data := os.read(process.stdout.fileno(), 65_536):
            if not take(data):
                process.kill()
                break
        code = process.wait()
    finally:
        clock.cancel()
        process.kill()
        process.wait()
        listener.join(timeout=1)
        for pipe in (process.stdin, process.stdout, process.stderr):
            with contextlib.suppress(BrokenPipeError):
                pipe.close()
    said = b"".join(noise)
    return End("timeout" if late.is_set() else _how(code, said), code, said)


def _how(code: int, said: bytes) -> Ended:
    if any(mark in said for mark in _OUT_OF_MEMORY):
        return "memory"
    if code == 128 + 11:  # SIGSEGV: the C stack is used up
        return "stack"
    return "crash" if code > 128 or code < 0 else "exit"


def _listen(descriptor: int, noise: list[bytes]) -> None:
    """Keep the first of what goes to standard error and read on, so that nothing blocks."""
    while data := os.read(descriptor, 65_536):
        if len(noise) < 4:
            noise.append(data)


def _command(program: Program) -> list[str]:
    root = os.geteuid() == 0
    tools = [shutil.which("prlimit") or "prlimit"]
    if root:
        tools.append(shutil.which("setpriv") or "setpriv")
    spaces = (
        ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try"]
        if root  # a user namespace of root's has no other user to drop to
        else ["--unshare-all"]
    )
    user = str(62_000 + next(_USERS) % 2_000)
    drop = [
        tools[-1], f"--reuid={user}", f"--regid={user}", "--clear-groups", "--no-new-privs",
        "--inh-caps=-all", "--bounding-set=-all",
    ]  # fmt: skip
    return [
        shutil.which("bwrap") or "bwrap", *spaces, "--die-with-parent", "--new-session",
        "--clearenv", *(part for pair in program.environment for part in ("--setenv", *pair)),
        *_binds(program, tools), "--remount-ro", "/",
        "--chdir", "/work" if program.scratch else "/", "--",
        *(drop if root else []), tools[0], *_limits(program), "--", *program.argv,
    ]  # fmt: skip


def _binds(program: Program, tools: list[str]) -> list[str]:
    """What of the host is to be seen in the box."""
    folders = [name for name in _LIBRARIES if Path(name).is_dir()]
    shown = [*tools, *(str(p) for p in program.shown if not _within(p, folders))]
    binds: list[str] = []
    # bubblewrap makes the folders above a bind for root alone
    for above in sorted({p for place in [*_LIBRARIES, *shown] for p in Path(place).parents}):
        if above != Path("/"):
            binds += ["--perms", "0755", "--dir", str(above)]
    for folder in folders:
        if Path(folder).is_symlink():
            binds += ["--symlink", os.readlink(folder), folder]
        else:
            binds += ["--ro-bind", folder, folder]
    binds += [part for place in shown for part in ("--ro-bind", place, place)]
    if program.scratch:
        how = "--bind" if program.file_bytes else "--ro-bind"
        binds += [how, str(program.scratch), "/work"]
    return binds


def _within(path: Path, folders: list[str]) -> bool:
    return any(path.is_relative_to(folder) for folder in folders)


def _limits(program: Program) -> list[str]:
    limits = [
        f"--nproc={program.processes}", f"--fsize={program.file_bytes}", "--core=0",
        f"--nofile={program.open_files}",
    ]  # fmt: skip
    if program.address_space:
        limits.append(f"--as={program.address_space}")
    if program.data:
        limits.append(f"--data={program.data}")
    return limits
