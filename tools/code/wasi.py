"""CPython for WASI under wasmtime: the sandbox that runs wherever wasmtime does.

The guest has no folder, no environment, no socket and no clock to sleep on.  Its standard streams
are functions of ours: ``fd_read`` gives it the job, ``fd_write`` collects what it writes.  Spare
guests wait inside ``fd_read`` with the interpreter started, so that a run begins at once.  Time is
bounded by wasmtime's epoch (ticks of 10 ms), memory by the store's limit.
"""

from __future__ import annotations

import atexit
import hashlib
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from queue import SimpleQueue

import wasmtime
from wasmtime import _ffi as ffi

from tools.code.channel import Channel, Ended, guest_program, run_calls
from tools.code.wasm_stack import STACK_PAGES, with_deeper_stack
from tools.ports import Call, Limits, Outcome
from viva.errors import SandboxError, WeightMissing
from viva.settings import Settings

TICK_S = 0.01
SPARES = 2  # about 30 MB each
START_TICKS = 6_000  # a guest has a minute to start
WASM_STACK = 2 * 1024 * 1024
THREAD_STACK = 8 * 1024 * 1024
_BADF, _IO, _NOTSUP = 8, 29, 58
_WASI = "wasi_snapshot_preview1"


class _Guest:
    """One interpreter in its own thread: starts, waits for a job, runs it, ends."""

    def __init__(self, engine: _Engine) -> None:
        self._engine = engine
        self._job: SimpleQueue[tuple[bytes, int] | None] = SimpleQueue()
        self._pending = b""
        self._taken = False
        self.channel: Channel | None = None
        self.stderr = b""
        self.ended: Ended = "crash"
        self.thread = threading.Thread(target=self._live, name="viva-guest", daemon=True)
        with _STACK_SIZE:
            before = threading.stack_size(THREAD_STACK)
            try:
                self.thread.start()
            finally:
                threading.stack_size(before)

    def run(self, job: bytes, channel: Channel, wall_s: float, memory_bytes: int) -> None:
        """Hand over ``job`` and wait until the guest has ended."""
        self.channel = channel
        self._memory_bytes = memory_bytes
        with self._engine.ticking():
            self._job.put((job, max(1, round(wall_s / TICK_S))))
            self.thread.join()

    def dismiss(self) -> None:
        self._job.put(None)

    def _live(self) -> None:
        _HERE.guest = self
        store = wasmtime.Store(self._engine.engine)
        self._store = store
        wasi = wasmtime.WasiConfig()
        wasi.argv = ["python", "-I", "-S", "-B", "-c", guest_program()]
        store.set_wasi(wasi)
        store.set_epoch_deadline(START_TICKS)
        try:
            instance = self._engine.prepared.instantiate(store)
            start = instance.exports(store)["_start"]
            assert isinstance(start, wasmtime.Func)
            start(store)
            self.ended = "exit"
        except wasmtime.ExitTrap:
            self.ended = "exit"
        except wasmtime.Trap as trap:
            if trap.trap_code is wasmtime.TrapCode.INTERRUPT:
                self.ended = "timeout"
            elif trap.trap_code is wasmtime.TrapCode.STACK_OVERFLOW:
                self.ended = "stack"
        except wasmtime.WasmtimeError as error:
            self.stderr += str(error).encode()[:500]
        finally:
            del _HERE.guest
            del self._store

    # ---- the guest's system calls, in its thread

    def read(self, memory: wasmtime.Memory, caller: wasmtime.Caller, fd: int, vectors: int,
             count: int, result: int) -> int:  # fmt: skip
        if fd != 0:
            return _BADF
        if not self._taken:
            self._taken = True
            given = self._job.get()
            if given is not None:
                self._pending, ticks = given
                self._store.set_limits(memory_size=self._memory_bytes)
                ffi.wasmtime_context_set_epoch_deadline(caller._context(), ticks)
        copied = 0
        for start, length in _vectors(memory, caller, vectors, count):
            piece, self._pending = self._pending[:length], self._pending[length:]
            memory.write(caller, piece, start)
            copied += len(piece)
        memory.write(caller, copied.to_bytes(4, "little"), result)
        return 0

    def write(self, memory: wasmtime.Memory, caller: wasmtime.Caller, fd: int, vectors: int,
              count: int, result: int) -> int:  # fmt: skip
        if fd not in (1, 2):
            return _BADF
        copied = 0
        for start, length in _vectors(memory, caller, vectors, count):
            data = bytes(memory.read(caller, start, start + length))
            copied += len(data)
            if fd == 2:
                self.stderr = (self.stderr + data)[-2_000:]
            elif self.channel is not None and not self.channel.feed(data):
                return _IO
        memory.write(caller, copied.to_bytes(4, "little"), result)
        return 0


def _vectors(
    memory: wasmtime.Memory, caller: wasmtime.Caller, at: int, count: int
) -> list[tuple[int, int]]:
    raw = bytes(memory.read(caller, at, at + 8 * min(count, 1024)))
    return [
        (int.from_bytes(raw[i : i + 4], "little"), int.from_bytes(raw[i + 4 : i + 8], "little"))
        for i in range(0, len(raw), 8)
    ]


_HERE = threading.local()
_STACK_SIZE = threading.Lock()


def _system_call(name: str) -> Callable[..., int]:
    def call(caller: wasmtime.Caller, *numbers: int) -> int:
        try:
            memory = caller["memory"]
            assert isinstance(memory, wasmtime.Memory)
            unsigned = [n & 0xFFFFFFFF for n in numbers]
            return getattr(_HERE.guest, name)(memory, caller, *unsigned)
        except Exception:  # noqa: BLE001 - wasmtime hands an exception to whichever thread is next
            return _IO

    return call


class _Engine:
    """The compiled module, the linker and the spare guests: one for each wasm file in a process."""

    def __init__(self, wasm: Path, cache: Path) -> None:
        config = wasmtime.Config()
        config.epoch_interruption = True
        config.max_wasm_stack = WASM_STACK
        self.engine = wasmtime.Engine(config)
        self._module = _compiled(self.engine, wasm, cache)
        linker = wasmtime.Linker(self.engine)
        linker.define_wasi()
        linker.allow_shadowing = True
        i32 = wasmtime.ValType.i32()
        four = wasmtime.FuncType([i32] * 4, [i32])
        linker.define_func(_WASI, "fd_read", four, _system_call("read"), access_caller=True)
        linker.define_func(_WASI, "fd_write", four, _system_call("write"), access_caller=True)
        # poll_oneoff would block outside the guest, where the epoch cannot stop it.
        linker.define_func(_WASI, "poll_oneoff", four, lambda *_: _NOTSUP)
        self.prepared = linker.instantiate_pre(self._module)
        self._lock = threading.Lock()
        self._running = 0
        self._ticking = False
        self._spares: list[_Guest] = []
        self._closed = False
        atexit.register(self.close)

    def guest(self) -> _Guest:
        """A spare guest, or a new one."""
        with self._lock:
            while self._spares:
                guest = self._spares.pop(0)
                if guest.thread.is_alive():
                    return guest
        return _Guest(self)

    def refill(self) -> None:
        """Start the next spare guests; they get ready in their own threads."""
        with self._lock:
            while len(self._spares) < SPARES and not self._closed:
                self._spares.append(_Guest(self))

    def close(self) -> None:
        with self._lock:
            spares, self._spares, self._closed = self._spares, [], True
        for guest in spares:
            guest.dismiss()
        for guest in spares:
            guest.thread.join()

    @contextmanager
    def ticking(self) -> Iterator[None]:
        """Time passes for guests within."""
        with self._lock:
            self._running += 1
            if not self._ticking:
                self._ticking = True
                threading.Thread(target=self._tick, name="viva-epoch", daemon=True).start()
        try:
            yield
        finally:
            with self._lock:
                self._running -= 1

    def _tick(self) -> None:
        """Advance the epoch while a guest runs; ends with the last one. Never two of these."""
        while True:
            time.sleep(TICK_S)
            with self._lock:
                if not self._running:
                    self._ticking = False
                    return
            self.engine.increment_epoch()


def _compiled(engine: wasmtime.Engine, wasm: Path, cache: Path) -> wasmtime.Module:
    """The module, from the cache if it is there; compiling takes a few seconds."""
    stamp = f"{wasm.resolve()}:{wasm.stat().st_size}:{wasm.stat().st_mtime_ns}"
    name = hashlib.sha256(f"{version('wasmtime')}:{STACK_PAGES}:{stamp}".encode()).hexdigest()[:24]
    file = cache / f"{name}.cwasm"
    if file.exists():
        try:
            return wasmtime.Module.deserialize_file(engine, str(file))
        except wasmtime.WasmtimeError:
            file.unlink()  # written by another wasmtime or cut short: compile again
    try:
        module = wasmtime.Module(engine, with_deeper_stack(wasm.read_bytes()))
    except (ValueError, IndexError) as error:
        raise SandboxError(
            f"The sandbox's interpreter is not the one that is expected: {error}.",
            next_step="Run `viva pull` to fetch CPython for WASI again.",
        ) from error
    cache.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = file.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(module.serialize())
    part.replace(file)
    return module


@lru_cache(maxsize=4)
def _engine(wasm: Path, cache: Path) -> _Engine:
    try:
        return _Engine(wasm, cache)
    except (wasmtime.WasmtimeError, OSError) as error:
        raise SandboxError(
            f"The sandbox could not be prepared: {error}.",
            next_step="Run `viva pull` to fetch CPython for WASI again, then `viva doctor`.",
        ) from error


class WasiSandbox:
    """See :class:`tools.ports.Sandbox`. ``wasm`` overrides where CPython for WASI is.

    Raises:
        WeightMissing: CPython for WASI is not on this machine.
        SandboxError: it is there and does not compile.
    """

    def __init__(self, settings: Settings, *, wasm: Path | None = None) -> None:
        self._engine = _engine(wasm or _locate(settings), settings.cache_dir / "wasmtime")
        self._engine.refill()

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
        guest = self._engine.guest()
        guest.run(job, channel, wall_s, limits.memory_bytes)
        self._engine.refill()
        if guest.ended == "exit" and b"memory" in guest.stderr.lower():
            return "memory"
        return guest.ended


def _locate(settings: Settings) -> Path:
    from models.registry import locate  # here, so that tests with their own file need no weights

    found = Path(locate("wasi_python", settings))
    wasm = next(found.rglob("*.wasm"), None) if found.is_dir() else found
    if wasm is None:
        raise WeightMissing(
            "CPython for WASI is not on this machine.", next_step="Run `viva pull wasi_python`."
        )
    return wasm
