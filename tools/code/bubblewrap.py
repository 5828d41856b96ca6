"""The host's own Python in an empty namespace made by bubblewrap (Linux).

Nothing of the host is there but the interpreter and the C library, read-only: no network, no other
process, no environment, no writable file.  Limits on memory, processes and files are resource
limits; they bind because the code never runs as root.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from tools.code.channel import Channel, Ended, guest_program, run_calls
from tools.ports import Call, Limits, Outcome
from viva.errors import SandboxError

_LIBRARIES = ("/usr/lib", "/usr/lib64", "/lib", "/lib64")


def bubblewrap_missing() -> str:
    """Why bubblewrap cannot be used here; empty if it can."""
    wanted = ["bwrap", "prlimit"] + (["setpriv"] if os.geteuid() == 0 else [])
    missing = [name for name in wanted if shutil.which(name) is None]
    return f"{', '.join(missing)} not found" if missing else ""


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
        process = subprocess.Popen(
            _command(limits),
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
        listener = threading.Thread(
            target=_listen, args=(process.stderr.fileno(), noise), daemon=True
        )
        listener.start()
        try:
            # If it died before it read the job, its return code says why.
            with contextlib.suppress(BrokenPipeError):
                process.stdin.write(job)
                process.stdin.close()
            while data := os.read(process.stdout.fileno(), 65_536):
                if not channel.feed(data):
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
        if late.is_set():
            return "timeout"
        if b"MemoryError" in b"".join(noise):
            return "memory"
        if code == 128 + 11:  # SIGSEGV: the C stack is used up
            return "stack"
        return "crash" if code > 128 or code < 0 else "exit"


def _listen(descriptor: int, noise: list[bytes]) -> None:
    """Keep the first of what goes to standard error and read on, so that nothing blocks."""
    while data := os.read(descriptor, 65_536):
        if len(noise) < 4:
            noise.append(data)


def _command(limits: Limits) -> list[str]:
    root = os.geteuid() == 0
    home = Path(sys.base_prefix).resolve()
    python = home / "bin" / f"python{sys.version_info.major}.{sys.version_info.minor}"
    tools = [shutil.which("prlimit") or "prlimit"]
    if root:
        tools.append(shutil.which("setpriv") or "setpriv")
    binds: list[str] = []
    # bubblewrap makes the folders above a bind for root alone
    for above in sorted({p for place in [*_LIBRARIES, *tools, home] for p in Path(place).parents}):
        if above != Path("/"):
            binds += ["--perms", "0755", "--dir", str(above)]
    for folder in _LIBRARIES:
        path = Path(folder)
        if path.is_symlink():
            binds += ["--symlink", os.readlink(path), folder]
        elif path.is_dir():
            binds += ["--ro-bind", folder, folder]
    binds += [part for tool in tools for part in ("--ro-bind", tool, tool)]
    binds += ["--ro-bind", str(home), str(home)]
    spaces = (
        ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try"]
        if root  # a user namespace of root's has no other user to drop to
        else ["--unshare-all"]
    )
    user = str(62_000 + os.getpid() % 2_000)  # one that owns no other process
    drop = [
        tools[-1], f"--reuid={user}", f"--regid={user}", "--clear-groups", "--no-new-privs",
        "--inh-caps=-all", "--bounding-set=-all",
    ]  # fmt: skip
    return [
        shutil.which("bwrap") or "bwrap", *spaces, "--die-with-parent", "--new-session",
        "--clearenv", *binds, "--remount-ro", "/", "--chdir", "/", "--",
        *(drop if root else []),
        tools[0], f"--as={limits.memory_bytes + 64 * 1024 * 1024}", "--nproc=1", "--fsize=0",
        "--core=0", "--nofile=16", "--",
        str(python), "-I", "-S", "-B", "-c", guest_program(),
    ]  # fmt: skip
