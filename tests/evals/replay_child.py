"""Run by test_replay.py in a process of its own: replays that are killed as by ``kill -9``.

    python replay_child.py SCRIPT < runs.json

``runs.json`` is a list of runs, ``{"out": FOLDER, "kills": [["before", 7], ["delay", 0.4]]}``.  For
each kill the replay is started, or resumed, in a fork of this process, and killed before or after
its Nth append is on the disk, or by the clock; then it is resumed to its end.  After each action of
the candidate's that the session has acknowledged, the sequence number goes to
``FOLDER/acknowledged``, on the disk before anything else happens.  Prints how each fork ended.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path

from agent.events import Entry, Event
from agent.state import State
from agent.tape import Tape
from evals import replay, script
from viva.settings import load


class DeadlyTape(Tape):
    """Ends the process at one of its appends."""

    def __init__(self, url: str, kind: str, count: float) -> None:
        super().__init__(url)
        self._kind, self._left = kind, count

    def append(self, session_id: str, seq: int, at_ms: int, event: Event) -> Entry:
        self._left -= 1
        if self._kind == "before" and self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        entry = super().append(session_id, seq, at_ms, event)
        if self._kind == "after" and self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return entry


def run(path: Path, out: Path, kind: str, count: float) -> None:
    """The replay, from where the tape in ``out`` has it, until it is killed or at its end."""
    tape = DeadlyTape(f"sqlite:///{out / 'tape.sqlite3'}", kind, count)
    log = os.open(out / "acknowledged", os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def acknowledged(state: State) -> None:
        os.write(log, f"{state.seq}\n".encode())
        os.fsync(log)

    settings, one = load(), script.load(path)
    with replay.parts_for(settings, spoken=False, camera=False, with_model=False) as parts:
        replay.replay(
            one,
            tape,
            parts,
            settings,
            manner=replay.Typing(),
            spoken=False,
            resume=True,
            watch=acknowledged,
        )


def forked(path: Path, out: Path, kind: str, count: float) -> str:
    """How a fork that runs the replay ended: ``killed``, ``done`` or ``failed``."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            run(path, out, kind, count)
            code = 0
        finally:
            os._exit(code)
    if kind == "delay":
        time.sleep(count)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return "killed"
    return "done" if os.WEXITSTATUS(status) == 0 else "failed"


def main() -> None:
    path = Path(sys.argv[1])
    for one in json.load(sys.stdin):
        out = Path(one["out"])
        out.mkdir(parents=True, exist_ok=True)
        ends = [forked(path, out, kind, count) for kind, count in [*one["kills"], ["never", 0]]]
        print(json.dumps({"out": str(out), "ends": ends}), flush=True)


if __name__ == "__main__":
    main()
