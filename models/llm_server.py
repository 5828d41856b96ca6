"""The local language-model server: llama.cpp's OpenAI-compatible one, in a process of its own.

:mod:`models.llm_child` is that process; :class:`LlmServer` starts, watches and restarts it.
"""

from __future__ import annotations

import json
import os
import secrets
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal

import httpx

from models.llm_child import KEY_VARIABLE
from models.registry import locate
from viva.errors import ModelGone, ModelSlow
from viva.settings import Settings

_RESTARTS_IN_A_ROW = 5
_LOOK_EVERY_S = 0.2

Change = Literal["started", "died", "restarted", "given up"]


class LlmServer:
    """One server process for one weight, as a context manager.

    ``adapter``: a LoRA that a request may ask for (:mod:`models.replies.reader`).
    ``on_change`` is called, from the watching thread, with each change of the process's state.
    """

    def __init__(
        self,
        model: Path,
        *,
        alias: str = "local",
        threads: int = 2,
        adapter: Path | None = None,
        log_file: Path | None = None,
        on_change: Callable[[Change], None] = lambda change: None,
    ) -> None:
        self.api_key = secrets.token_urlsafe(24)
        self.alias = alias
        self.restarts = 0
        self._model = model
        self._threads = threads
        self.adapter = adapter
        self._log_file = log_file
        self._on_change = on_change
        self._port = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._listening = threading.Event()
        self._stopping = threading.Event()
        self._given_up = threading.Event()
        self._watcher = threading.Thread(target=self._watch, name="llm-server", daemon=True)
        self._holding = threading.Lock()
        self._holders = 0

    @property
    def base_url(self) -> str:
        """For an OpenAI client; it stays the same over restarts.

        Raises:
            ModelGone: the server has never come up.
        """
        self._await_port(60.0)
        return f"{self.root}/v1"

    @property
    def root(self) -> str:
        """Where llama.cpp's own endpoints are."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def pid(self) -> int | None:
        """The child's process id while it runs."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def __enter__(self) -> LlmServer:
        self._watcher.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """End the child and the watching; waits until both are gone."""
        self._stopping.set()
        while self._watcher.is_alive():
            self._watcher.join(_LOOK_EVERY_S)
            if self._process and not self._listening.is_set():
                self._process.kill()  # still loading: the watcher waits for its first line

    def alive(self) -> bool:
        """Whether the child runs and answers; says nothing about tokens (see wait_ready)."""
        if self.pid is None or not self._listening.is_set():
            return False
        try:
            health = httpx.get(f"{self.root}/health", timeout=2.0, trust_env=False)
        except httpx.HTTPError:
            return False
        return health.status_code == 200

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """The child stands still meanwhile and what it was writing goes on afterwards.

        For hearing and speaking: beside Whisper the model writes a fifth of what it writes alone
        and slows Whisper as well.  May be nested and held by several threads.
        """
        with self._holding:
            self._holders += 1
            self._signal(signal.SIGSTOP)
        try:
            yield
        finally:
            with self._holding:
                self._holders -= 1
                if not self._holders:
                    self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        if self._process and self._process.poll() is None and self._listening.is_set():
            with suppress(ProcessLookupError):  # it ended this moment: the watcher restarts it
                self._process.send_signal(number)

    def wait_ready(self, timeout_s: float = 120.0) -> float:
        """Wait until the model has written one real token; returns the seconds that took.

        Raises:
            ModelGone: the child keeps dying.
            ModelSlow: no token within ``timeout_s``.
        """
        started = time.monotonic()
        while (left := started + timeout_s - time.monotonic()) > 0:
            self._await_port(left)
            if self._one_token(left):
                return time.monotonic() - started
            time.sleep(_LOOK_EVERY_S)
        raise ModelSlow(
            f"The language model wrote nothing within {timeout_s:.0f} s.",
            next_step=f"{self._see_log()} A smaller model may suit this machine.",
        )

    def _one_token(self, timeout_s: float) -> bool:
        body = {"messages": [{"role": "user", "content": "Say yes."}], "max_tokens": 1}
        try:
            reply = httpx.post(
                f"{self.root}/v1/chat/completions",
                json=body,
                headers={"Authorization": f"Bearer {self.api_key}"},
                timeout=max(timeout_s, 0.1),
                trust_env=False,
            )
            return bool(reply.json()["choices"][0]["message"]["content"])
        except (httpx.HTTPError, ValueError, KeyError, IndexError):
            return False

    def _await_port(self, timeout_s: float) -> None:
        until = time.monotonic() + timeout_s
        while not self._listening.wait(_LOOK_EVERY_S):
            if self._given_up.is_set() or not self._watcher.is_alive():
                raise ModelGone(
                    "The language model's server does not run.", next_step=self._see_log()
                )
            if time.monotonic() > until:
                raise ModelSlow("The language model did not load.", next_step=self._see_log())

    def _see_log(self) -> str:
        return f"Its log is {self._log_file}." if self._log_file else 'Run "viva doctor".'

    # ------------------------------------------------------------------ the watching thread

    def _watch(self) -> None:
        """Start the child and start it again when it dies, until stopped.

        The child is started in this thread, which lives as long as the server: Linux ends a child
        when the *thread* that started it ends.
        """
        in_a_row = 0
        while not self._stopping.is_set():
            started = time.monotonic()
            self._process = self._start_child()
            self._read_port(self._process)
            if self._listening.is_set() and not self._stopping.is_set():
                self._on_change("restarted" if self.restarts else "started")
            while self._process.poll() is None and not self._stopping.is_set():
                self._stopping.wait(_LOOK_EVERY_S)
            if self._stopping.is_set():
                break
            self._listening.clear()
            self._on_change("died")
            self.restarts += 1
            in_a_row = in_a_row + 1 if time.monotonic() - started < 30 else 1
            if in_a_row > _RESTARTS_IN_A_ROW:
                self._given_up.set()
                self._on_change("given up")
                return
            self._stopping.wait(0.2 * in_a_row)
        self._end_child()

    def _start_child(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "models.llm_child"]
        command += ["--model", str(self._model), "--alias", self.alias]
        command += ["--threads", str(self._threads), "--port", str(self._port)]
        command += ["--parent", str(os.getpid())]
        if self.adapter:
            command += ["--adapter", str(self.adapter)]
        if self._log_file:
            self._log_file.parent.mkdir(parents=True, exist_ok=True)
        with open(self._log_file or os.devnull, "ab" if self.restarts else "wb") as log:
            return subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
                cwd=Path(__file__).resolve().parent.parent,
                env=os.environ | {KEY_VARIABLE: self.api_key},
            )

    def _read_port(self, process: subprocess.Popen[bytes]) -> None:
        """The child writes one line when it listens, and closes its output when it dies."""
        assert process.stdout is not None
        with process.stdout as out:
            line = out.readline()
        if line:
            self._port = int(json.loads(line)["port"])
            self._listening.set()

    def _end_child(self) -> None:
        process = self._process
        if process is None:
            return
        process.send_signal(signal.SIGCONT)  # one that stands still would not hear the next
        process.terminate()
        try:
            process.wait(2.0)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def local_server(
    settings: Settings,
    *,
    weight: str = "llm",
    on_change: Callable[[Change], None] = lambda change: None,
) -> LlmServer:
    """The server for a pulled weight, not yet started.

    Raises:
        WeightMissing, WeightCorrupt: the weight cannot be used.
    """
    return LlmServer(
        locate(weight, settings),
        adapter=locate("reply_reader", settings) if weight == "llm" else None,
        alias=settings.llm_model if weight == "llm" else weight,
        threads=settings.llm_threads,
        log_file=settings.cache_dir / "logs" / f"{weight}.log",
        on_change=on_change,
    )
