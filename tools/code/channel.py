"""What passes between the host and :mod:`tools.code.guest`: a job in, outcomes out.

Everything that comes back was written by an interpreter that candidate code shares, so it is read
as data of unknown origin: JSON only, sizes bounded, types checked, one outcome a call and in order.
"""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib import resources
from typing import Any, Literal

from tools.ports import Call, Limits, Outcome, TraceEvent

MAX_BYTES = 48 * 1024 * 1024  # all that one run may write, traces included
Ended = Literal["exit", "timeout", "stack", "memory", "crash"]
_STATES = frozenset({"returned", "raised", "memory", "output_too_large", "not_json"})


def guest_program() -> str:
    """The text of the program that runs inside the sandbox."""
    return resources.files("tools.code").joinpath("guest.py").read_text(encoding="utf-8")


def write_job(
    nonce: str, source: str, entry: str, calls: Sequence[Call], trace: bool, limits: Limits
) -> bytes:
    """One job as the guest reads it. Arguments travel as JSON text: each call parses its own."""
    job = {
        "nonce": nonce,
        "source": source,
        "entry": entry,
        "trace": trace,
        "trace_events": limits.trace_events,
        "output_bytes": limits.output_bytes,
        "calls": [
            {
                "args": json.dumps(call.args),
                "then": json.dumps(call.then) if call.then else None,
            }
            for call in calls
        ],
    }
    return json.dumps(job).encode()


@dataclass
class Channel:
    """Collects what one run writes. ``feed`` returns False once the run has written too much."""

    calls: int
    nonce: str = field(default_factory=lambda: secrets.token_hex(16))
    outcomes: list[Outcome] = field(default_factory=list)
    load_error: Outcome | None = None
    tampered: bool = False
    flooded: bool = False
    written: int = 0
    _pieces: list[bytes] = field(default_factory=list)

    def feed(self, data: bytes) -> bool:
        self.written += len(data)
        if self.written > MAX_BYTES:
            self.flooded = True
            return False
        self._pieces.append(data)
        return True

    def close(self) -> None:
        """Read the frames in what was written; any other line is text that candidate code wrote."""
        mark = self.nonce.encode()
        for line in b"".join(self._pieces).split(b"\n"):
            if line.startswith(mark):
                self._frame(line[len(mark) :])
        self._pieces.clear()

    def _frame(self, text: bytes) -> None:
        try:
            frame = json.loads(text)
            if "load" in frame:
                self.load_error = Outcome(
                    "not_run", error=str(frame["error"]), error_line=int(frame["line"])
                )
            elif frame["index"] != len(self.outcomes) or frame["index"] >= self.calls:
                self.tampered = True
            else:
                self.outcomes.append(_outcome(frame))
        except (ValueError, TypeError, KeyError, IndexError, RecursionError):
            # Only candidate code that found the nonce can write such a line.
            self.tampered = True


def _outcome(frame: dict[str, Any]) -> Outcome:
    state, rest = frame["state"], frame["rest"]
    if state not in _STATES:
        raise ValueError(state)
    return Outcome(
        state=state,
        value=frame["value"],
        error=str(rest["error"]),
        error_line=int(rest["line"]),
        printed=str(rest["printed"]),
        args_after=tuple(frame["after"] or ()),
        steps=int(rest["steps"]),
        trace=_trace(rest["trace"]),
        trace_cut=bool(rest["cut"]),
    )


def _trace(events: list[list[Any]]) -> tuple[TraceEvent, ...]:
    """Whole variables from events that hold only what has changed since the frame's last one."""
    frames: list[dict[str, str]] = []
    trace = []
    for what, line, function, depth, fresh, changed, gone, value in events:
        if fresh:
            del frames[depth:]
            frames.extend({} for _ in range(depth + 1 - len(frames)))
        variables = {**frames[depth], **changed}
        for name in gone:
            variables.pop(name, None)
        frames[depth] = variables
        trace.append(TraceEvent(what, line, function, depth, variables, value))
    return tuple(trace)


_TAMPERED = Outcome("raised", error="SandboxTamper: the code wrote on the result channel")


def run_calls(
    once: Callable[[bytes, Channel, float, Limits], Ended],
    source: str,
    entry: str,
    calls: Sequence[Call],
    trace: bool,
    limits: Limits,
) -> tuple[Outcome, ...]:
    """Make ``calls`` with ``once``, which runs one job in a new interpreter and says how it ended.

    Where an interpreter dies of one call, the calls after it are made in another one, until the
    time is used up; a hang, a flood or tampering ends the run.
    """
    outcomes: list[Outcome] = []
    deadline = time.monotonic() + limits.wall_s
    while len(outcomes) < len(calls):
        left = deadline - time.monotonic()
        if left <= 0:
            break
        channel = Channel(calls=len(calls) - len(outcomes))
        job = write_job(channel.nonce, source, entry, calls[len(outcomes) :], trace, limits)
        ended = once(job, channel, left, limits)
        channel.close()
        if channel.tampered:  # then nothing that came through it can be believed
            return (_TAMPERED,) * len(calls)
        if channel.load_error is not None and not outcomes:
            return (channel.load_error,) * len(calls)
        outcomes.extend(channel.outcomes)
        if len(outcomes) < len(calls):
            outcomes.append(_death(ended, channel))
            if ended == "timeout" or channel.flooded:
                break
    outcomes.extend([Outcome("not_run")] * (len(calls) - len(outcomes)))
    return tuple(outcomes)


def _death(ended: Ended, channel: Channel) -> Outcome:
    """What became of the call in which the interpreter ended."""
    if channel.flooded:
        return Outcome("output_too_large")
    if ended == "timeout":
        return Outcome("timeout")
    if ended == "memory":
        return Outcome("memory", error="MemoryError")
    if ended == "stack":
        return Outcome("raised", error="RecursionError: the interpreter's stack is used up")
    if ended == "exit":
        return Outcome("raised", error="SystemExit: the code ended the program")
    return Outcome("raised", error="SystemError: the code crashed the interpreter")
