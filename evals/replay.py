"""A scripted candidate goes through the real interview: the same session, bank, sandbox, agent and
grader as a person's.  What it does is decided by :mod:`evals.candidate`; this module carries it
out, by text or, with a :class:`evals.voice.SpokenCandidate`, by sound.

A replay has a tape of its own, never the user's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from agent.events import Entry, Part, SessionStarted
from agent.parts import Parts, open_parts
from agent.session import Session
from agent.state import State
from agent.tape import Tape
from evals.candidate import Do, Finished, Say, next_action
from evals.script import Script
from question_bank.choose import Choice
from question_bank.level import Estimate
from tools.ports import Frame
from viva.errors import ProblemNotFound
from viva.settings import Settings

Watch = Callable[[State], None]


@dataclass(frozen=True)
class PinnedProblem:
    """Finds one problem and no other, so that a script meets the problem that it solves."""

    slug: str

    def find(
        self, wish: str, *, introduction: str, level: Estimate, seen: Sequence[str]
    ) -> list[Choice]:
        return [Choice(self.slug, "the replay's script asks for it")]


class Manner(Protocol):
    """How a candidate takes in questions and gives replies."""

    def listen(self, session: Session) -> None:
        """Take in the open question, if there is one that has not been taken in yet."""
        ...

    def reply(self, session: Session, text: str) -> None:
        """Reply to the open question."""
        ...


class Typing:
    """Reads the questions and types the replies, before a camera that shows ``frames``."""

    def __init__(self, frames: Sequence[Frame] = ()) -> None:
        self._frames = frames

    def listen(self, session: Session) -> None:
        pass

    def reply(self, session: Session, text: str) -> None:
        session.reply(text, self._frames)


@dataclass(frozen=True)
class Replayed:
    """``entries`` is the whole tape of the replay, also of what came before a resumption."""

    session_id: str
    state: State
    entries: list[Entry]


def replay(
    script: Script,
    tape: Tape,
    parts: Parts,
    settings: Settings,
    *,
    manner: Manner,
    spoken: bool,
    resume: bool = False,
    watch: Watch = lambda state: None,
) -> Replayed:
    """Take the candidate of ``script`` through an interview, to its end.

    With ``spoken`` the session prepares questions behind the turn, as it does for a person; without
    it everything happens in order, which makes a replay the same each time.  With ``resume`` an
    interview of this script that is on ``tape`` goes on where it stopped; else it is replaced.
    ``watch`` is told the state after each action, when that is on the tape.

    Raises:
        ScriptError: a question was asked that the script does not answer.
        VivaError: a part failed that the interview cannot go on without.
    """
    session = _open(script, tape, parts, settings, spoken=spoken, resume=resume)
    try:
        watch(session.state)
        while not isinstance(action := next_action(script, session.state), Finished):
            manner.listen(session)
            match action:
                case Do(event):
                    session.put(event)
                case Say(_, text):
                    manner.reply(session, text)
            watch(session.state)
        session.settle()
    finally:
        session.close()
    return Replayed(session.session_id, session.state, tape.entries(session.session_id))


@contextmanager
def parts_for(
    settings: Settings, *, spoken: bool, camera: bool, with_model: bool
) -> Iterator[Parts]:
    """The real parts of which replays make use; the others are neither opened nor missed."""
    unused: set[Part] = set() if spoken else {"hear", "speak", "voice"}
    if not camera:
        unused.add("face")
    no_model: set[Part] = set() if with_model else {"model"}
    nothing_yet = PinnedProblem("")  # each replay has its own; the index need not be opened
    with open_parts(settings, without=unused | no_model, find_problem=nothing_yet) as parts:
        absent = {part: said for part, said in parts.absent.items() if part not in unused}
        yield replace(parts, absent=absent)


def tape_in(folder: Path) -> Tape:
    """The tape of the replays whose output goes to ``folder``."""
    return Tape(f"sqlite:///{folder / 'tape.sqlite3'}")


def session_id(script: Script) -> str:
    return f"replay-{script.name}"


def _open(
    script: Script, tape: Tape, parts: Parts, settings: Settings, *, spoken: bool, resume: bool
) -> Session:
    if script.problem not in parts.bank:
        raise ProblemNotFound(
            f"The question bank has no problem {script.problem}, which {script.name} solves.",
            next_step='"viva bank search" finds those it has.',
        )
    parts = replace(parts, find_problem=PinnedProblem(script.problem))
    there = session_id(script) in {row.session_id for row in tape.sessions()}
    # Killed between the session's row and its first entry, there is nothing to resume.
    if there and resume and tape.entries(session_id(script)):
        return Session.resume(tape, parts, settings, session_id(script), background=spoken)
    if there:
        tape.purge(session_id(script))
    started = SessionStarted(
        candidate=script.name,
        mode="replay_voice" if spoken else "replay",
        probes=settings.probes,
        staples=tuple(script.staples),
        minutes=settings.minutes,
        affect_allowed=settings.affect == "ask",
        weights={},
    )
    return Session.start(
        tape, parts, settings, started, session_id=session_id(script), background=spoken
    )
