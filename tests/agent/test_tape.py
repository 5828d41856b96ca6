"""The tape: what append has returned from is there, in order, once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from agent.events import CodeSaved, ConsentGiven, HintAsked, dump, load
from agent.tape import Tape
from viva.errors import SessionNotFound, TapeConflict, TapeError


@pytest.fixture
def tape(tmp_path: Path) -> Tape:
    return Tape(f"sqlite:///{tmp_path / 'deep' / 'tape.sqlite3'}")


def test_entries_come_back_in_order(tape: Tape) -> None:
    session = tape.new_session("me", 5)
    events = [ConsentGiven(True, False, False), CodeSaved(1, "x = 'é\\n'", True), HintAsked()]
    for seq, event in enumerate(events, 1):
        tape.append(session, seq, 100 + seq, event)
    assert [e.event for e in tape.entries(session)] == events
    assert [e.at_ms for e in tape.entries(session)] == [101, 102, 103]


def test_two_writers_cannot_both_write_an_entry(tape: Tape) -> None:
    session = tape.new_session("", 0)
    outcomes: list[str] = []

    def write() -> None:
        try:
            Tape(tape.url).append(session, 1, 0, HintAsked())
            outcomes.append("written")
        except TapeConflict:
            outcomes.append("conflict")

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["conflict"] * 3 + ["written"]
    assert len(tape.entries(session)) == 1


def test_sessions_of_an_owner_only(tape: Tape) -> None:
    mine = tape.new_session("me", 1)
    tape.new_session("you", 2)
    assert [row.session_id for row in tape.sessions("me")] == [mine]
    assert len(tape.sessions()) == 2


def test_ids_cannot_be_guessed(tape: Tape) -> None:
    ids = {tape.new_session("", 0) for _ in range(50)}
    assert len(ids) == 50
    assert all(len(i) >= 43 for i in ids)  # 32 random bytes


def test_purge_leaves_nothing(tape: Tape) -> None:
    session = tape.new_session("me", 1)
    tape.append(session, 1, 0, HintAsked())
    tape.purge(session)
    with pytest.raises(SessionNotFound):
        tape.entries(session)


def test_unknown_events_are_refused_with_a_sentence() -> None:
    with pytest.raises(TapeError, match="another version"):
        load('{"kind": "from_the_future"}')
    assert load(dump(HintAsked())) == HintAsked()


def test_a_database_that_cannot_be_opened_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(TapeError, match="VIVA_TAPE_URL"):
        Tape(f"sqlite:///{tmp_path / 'file' / 'tape.sqlite3'}")


WRITER = """
import os, sys
from agent.events import HintAsked
from agent.tape import Tape
tape = Tape(sys.argv[1])
session = tape.new_session("", 0, "s")
for seq in range(1, 10_000):
    tape.append(session, seq, 0, HintAsked())
    os.write(1, b"%d\\n" % seq)
"""


def test_kill_9_loses_nothing_acknowledged(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'tape.sqlite3'}"
    writer = subprocess.Popen([sys.executable, "-c", WRITER, url], stdout=subprocess.PIPE)
    assert writer.stdout is not None
    acknowledged = 0
    for line in writer.stdout:
        acknowledged = int(line)
        if acknowledged == 40:
            os.kill(writer.pid, signal.SIGKILL)
            acknowledged = max([acknowledged, *map(int, writer.stdout.read().split())])
            break
    writer.wait()
    entries = Tape(url).entries("s")
    assert [e.seq for e in entries] == list(range(1, len(entries) + 1))
    assert acknowledged <= len(entries) <= acknowledged + 1
