"""The interviews that are open in this process, and who may open which.

Nothing here is a memory: a :class:`Live` interview can be thrown away at any moment and is made
again from the tape.  Pictures of the camera and the sound of the microphone are held in the
process's memory until the turn has been read, and are never written down.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field

from agent import profile
from agent.events import SessionStarted
from agent.parts import Parts, open_parts
from agent.profile_schema import Profile
from agent.session import Session
from agent.tape import SessionRow, Tape
from tools.ports import Frame
from ui.media import to_wav
from viva.errors import SessionNotFound, VivaError
from viva.settings import Settings

_LOG = logging.getLogger(__name__)

FRAMES_KEPT = 120  # a minute at two a second: about 40 MB
IDLE_S = 3600.0


def new_owner() -> str:
    """A token for a new visitor's cookie."""
    return secrets.token_urlsafe(32)


def owner_of(token: str) -> str:
    """What stands on the tape for a cookie: its hash, so that the tape cannot open a page."""
    return hashlib.sha256(token.encode()).hexdigest() if token else ""


class Frames:
    """The camera's pictures of the turn so far, oldest dropped first."""

    def __init__(self) -> None:
        self._kept: deque[Frame] = deque(maxlen=FRAMES_KEPT)
        self._lock = threading.Lock()

    def begin(self) -> None:
        """A turn begins: what came before is forgotten."""
        with self._lock:
            self._kept.clear()

    def add(self, frame: Frame) -> None:
        with self._lock:
            self._kept.append(frame)

    def take(self) -> list[Frame]:
        """All of them, in order; none is kept."""
        with self._lock:
            kept = sorted(self._kept, key=lambda frame: frame.at_s)
            self._kept.clear()
        return kept


@dataclass
class Live:
    """An open interview. ``speech`` holds each question's sound once it has been made."""

    session: Session
    frames: Frames = field(default_factory=Frames)
    speech: dict[str, bytes] = field(default_factory=dict)
    speaking: threading.Lock = field(default_factory=threading.Lock)
    looking: threading.Lock = field(default_factory=threading.Lock)
    used_at: float = field(default_factory=time.monotonic)

    def say(self, question_id: str) -> bytes:
        """The question as WAV; empty if the voice is not working."""
        with self.speaking:
            if question_id not in self.speech:
                pieces = list(self.session.speak_question(question_id))
                if not pieces:
                    return b""
                self.speech.clear()
                self.speech[question_id] = to_wav(pieces)
            return self.speech[question_id]

    def see(self, frame: Frame) -> None:
        """Keep a picture of the turn, and look at it now unless another is being looked at: the
        reader remembers what it saw, so that little is left to do when the answer is over."""
        self.frames.add(frame)
        read = self.session.parts.read_face
        if read is None or not self.looking.acquire(blocking=False):
            return
        try:
            read.read_face([frame])
        except VivaError as error:
            _LOG.warning("camera picture: %s", error)  # the turn's own reading says it on screen
        finally:
            self.looking.release()


@dataclass(frozen=True)
class Past:
    """One line of the list of interviews."""

    row: SessionRow
    profile: Profile
    finished: bool


class Desk:
    """Where visitors come in. ``trouble`` says why no interview can be held, if none can."""

    def __init__(
        self,
        settings: Settings,
        tape: Tape,
        opened: Callable[[Settings], AbstractContextManager[Parts]] = open_parts,
    ) -> None:
        self.settings = settings
        self.tape = tape
        self.trouble = ""
        self._opened = opened
        self._parts: Parts | None = None
        self._stack = ExitStack()
        self._lock = threading.RLock()
        self._live: dict[str, Live] = {}
        self._built: dict[tuple[str, int], Profile] = {}

    # -------------------------------------------------------------- the parts

    def warm_up(self) -> threading.Thread:
        """Open the parts behind the page, which can be looked at meanwhile."""
        thread = threading.Thread(target=self.open_now, name="warm up", daemon=True)
        thread.start()
        return thread

    def open_now(self) -> None:
        try:
            self._parts = self._stack.enter_context(self._opened(self.settings))
        except VivaError as error:
            _LOG.error("no interview can be held: %s", error)
            self.trouble = str(error)

    @property
    def ready(self) -> bool:
        return self._parts is not None

    @property
    def parts(self) -> Parts:
        """Raises VivaError while they are being opened, or if they cannot be."""
        if self._parts is None:
            raise VivaError(
                self.trouble or "The interviewer is still getting ready.",
                next_step="" if self.trouble else "Try again in a moment.",
            )
        return self._parts

    def close(self) -> None:
        with self._lock:
            for live in self._live.values():
                live.session.close()
            self._live.clear()
        self._stack.close()

    # -------------------------------------------------------------- interviews

    def start(self, owner: str, candidate: str) -> Live:
        """A new interview of ``owner``'s."""
        settings, parts = self.settings, self.parts
        started = SessionStarted(
            candidate=candidate.strip()[:80],
            mode="page",
            probes=settings.probes,
            staples=(),
            choose_staples=settings.staples,
            minutes=settings.minutes,
            affect_allowed=settings.affect == "ask",
            weights=_weights(),
        )
        session = Session.start(self.tape, parts, settings, started, owner=owner)
        return self._keep(session)

    def open(self, owner: str, session_id: str) -> Live:
        """The interview, live or from the tape.

        Raises:
            SessionNotFound: there is none, or it is another's: the two look the same.
        """
        self.check(owner, session_id)
        with self._lock:
            live = self._live.get(session_id)
            if live is None:
                session = Session.resume(self.tape, self.parts, self.settings, session_id)
                live = self._keep(session)
            live.used_at = time.monotonic()
            return live

    def check(self, owner: str, session_id: str) -> SessionRow:
        """Raises SessionNotFound unless ``owner`` may see this session."""
        row = self.tape.session(session_id)
        if not owner or not hmac.compare_digest(row.owner, owner):
            raise SessionNotFound(
                "There is no such session.", next_step="Open the page anew to see yours."
            )
        return row

    def unfinished(self, owner: str) -> str:
        """The id of the newest interview of ``owner``'s if it is not over; else empty."""
        rows = self.tape.sessions(owner)
        if not rows or self.profile(rows[-1].session_id).finished:
            return ""
        return rows[-1].session_id

    def profile(self, session_id: str) -> Profile:
        """The profile as the tape has it now."""
        entries = self.tape.entries(session_id)
        key = (session_id, len(entries))
        if key not in self._built:
            if len(self._built) > 500:
                self._built.clear()
            self._built[key] = profile.build(entries, session_id)
        return self._built[key]

    def past(self, owner: str) -> list[Past]:
        """All interviews of ``owner``'s, newest first."""
        built = [(row, self.profile(row.session_id)) for row in self.tape.sessions(owner)]
        return [Past(row, shown, shown.finished) for row, shown in reversed(built)]

    def purge(self, owner: str, session_id: str) -> None:
        """Delete an interview for good."""
        self.check(owner, session_id)
        with self._lock:
            live = self._live.pop(session_id, None)
        if live is not None:
            live.session.close()
        self.tape.purge(session_id)
        self._built = {k: p for k, p in self._built.items() if k[0] != session_id}

    def _keep(self, session: Session) -> Live:
        live = Live(session)
        with self._lock:
            now = time.monotonic()
            for old in [k for k, v in self._live.items() if now - v.used_at > IDLE_S]:
                self._live.pop(old).session.close()
            self._live[session.session_id] = live
        return live


def _weights() -> dict[str, str]:
    from models import registry

    return {name: weight.revision for name, weight in registry.manifest().items()}
