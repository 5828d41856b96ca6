"""Runs one interview: takes what the candidate does, puts it on the tape, carries out what the
machine then wants, and puts the answers on the tape too.

``session.state`` may be read at any time from any thread.  A method that takes something from the
candidate returns when it is on the tape and everything that has to happen on the turn has
happened; what is only needed later (grading by the model, the wording of the question after next)
goes on behind it when the session runs in the background, and is done in order when it does not.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext

from agent import interview
from agent.events import (
    CandidateAsked,
    CodeSaved,
    CodingFinished,
    Degraded,
    Event,
    NothingHeard,
    Part,
    QuestionSpoken,
    Recovered,
    ReplyGiven,
    SessionStarted,
    TimeMarkPassed,
    TurnRead,
    TurnTimed,
)
from agent.parts import WITHOUT, Parts
from agent.past import Past, read_past
from agent.state import Command, GradeReply, Question, ReadAgain, ReadResume, State
from agent.tape import Tape
from agent.turn_reader import TurnReader
from agent.wording import speakable
from agent.work import Worker
from tools.ports import Audio, Frame
from viva.clock import ms_since
from viva.errors import (
    IllegalEvent,
    InputRefused,
    ModelAnswerInvalid,
    SessionNotFound,
    SpeakError,
)
from viva.settings import Settings

_LOG = logging.getLogger(__name__)
_WITH_THE_MODEL = (GradeReply, ReadAgain, ReadResume)  # work for which nobody waits


def _now_ms() -> int:
    return time.time_ns() // 1_000_000


class Session:
    """One interview in progress. Make one with :meth:`start` or :meth:`resume`."""

    def __init__(
        self,
        tape: Tape,
        parts: Parts,
        settings: Settings,
        session_id: str,
        *,
        background: bool,
        clock: Callable[[], int] = _now_ms,
    ) -> None:
        self.session_id = session_id
        self.parts = parts
        self.state = State()
        self._tape = tape
        self._settings = settings
        self._clock = clock
        self._lock = threading.RLock()
        self._worker = Worker(parts, worded_on_turn=not background, past=self._past)
        self._behind = ThreadPoolExecutor(1, "behind") if background else None
        self._turn = TurnReader(parts, lambda: self.state.consent, self._report)
        self._in_flight: set[Command] = set()
        self._to_prepare: State | None = None
        self._stages: dict[str, float] = {}

    # -------------------------------------------------------------- life

    @classmethod
    def start(
        cls,
        tape: Tape,
        parts: Parts,
        settings: Settings,
        started: SessionStarted,
        *,
        owner: str = "",
        session_id: str = "",
        background: bool = True,
        clock: Callable[[], int] = _now_ms,
    ) -> Session:
        """A new interview, its first entries on the tape: what it runs on and what is missing."""
        new_id = tape.new_session(owner, clock(), session_id)
        session = cls(tape, parts, settings, new_id, background=background, clock=clock)
        session._append(started)
        session._note_absent()
        return session

    @classmethod
    def resume(
        cls,
        tape: Tape,
        parts: Parts,
        settings: Settings,
        session_id: str,
        *,
        background: bool = True,
        clock: Callable[[], int] = _now_ms,
    ) -> Session:
        """The interview as the tape has it; what was pending is carried out now.

        Raises:
            SessionNotFound: there is no such session.
        """
        session = cls(tape, parts, settings, session_id, background=background, clock=clock)
        session.state = interview.fold(tape.entries(session_id))
        if session.state.seq == 0:  # killed between the session's row and its first entry
            raise SessionNotFound("That interview never began.", next_step="Start a new one.")
        with session._lock:
            session._note_absent()
            session._work()
        return session

    def close(self) -> None:
        """Finish what is behind the turn and let go of the threads."""
        if self._behind:
            self._behind.shutdown(wait=True)
        self._turn.close()

    def settle(self) -> State:
        """Wait until nothing goes on behind the turn; for replay and for the profile."""
        while self._behind is not None:
            done: Future[None] = self._behind.submit(lambda: None)
            done.result()
            with self._lock:
                if not self._in_flight:
                    break
        return self.state

    # -------------------------------------------------------------- the candidate

    def put(self, event: Event) -> State:
        """Take something that the candidate did.

        Raises:
            IllegalEvent: it cannot be done now; nothing has changed.
        """
        with self._lock:
            reason = interview.illegal(self.state, event)
            if reason:
                raise IllegalEvent(reason)
            self._append(event)
            self._work()
            return self.state

    def save_code(self, source: str, *, run: bool) -> State:
        """A new version of the code, if it differs from the last or is to be run again."""
        if len(source.encode()) > self._settings.max_code_bytes:
            raise InputRefused(
                f"The code is larger than {self._settings.max_code_bytes // 1000} kB.",
                next_step="Shorten it; nothing of it was saved.",
            )
        with self._lock:
            code = self.state.code
            if code is not None and code.source == source and not (run and code.report is None):
                return self.state
            return self.put(CodeSaved(len(self.state.versions) + 1, source, run))

    def finish_coding(self, source: str) -> State:
        """Hand in ``source``; the questions about it follow."""
        with self._lock:
            self.save_code(source, run=True)
            assert self.state.code is not None
            return self.put(CodingFinished(self.state.code.version))

    def reply(self, text: str, frames: Sequence[Frame] = ()) -> State:
        """A typed reply to the open question (in the wrap-up: a question of the candidate's)."""
        question = self._open_question()
        if not text.strip():
            return self.put(NothingHeard(question.id, "typed"))
        with self._lock:
            self._stages = {}
            read = self._turn.read_typed(question.id, frames)
            self._append(read)
            self._take(question, ReplyGiven(question.id, text.strip(), "typed"))
            self._explain(read, None, frames)
            return self.state

    def hear_reply(
        self, audio: Audio, frames: Sequence[Frame] = (), *, waited_s: float | None = None
    ) -> State:
        """A spoken reply. ``waited_s``: from the end of the question's sound to the start of the
        recording, if known.

        Hearing that fails leaves the question open and says so in ``state.degraded``."""
        question = self._open_question()
        if audio.seconds > self._settings.max_audio_s:
            raise InputRefused(
                f"The recording is longer than {self._settings.max_audio_s:.0f} seconds.",
                next_step="Say it in fewer words, or type it.",
            )
        with self._lock:
            self._stages = {}
            began = time.perf_counter()
            with self._undisturbed():
                spoken = self._turn.hear(audio, frames)
            if spoken is None:
                return self.state
            self._stages["hear"] = ms_since(began)
            heard = spoken.heard
            if heard.state == "silence":
                return self.put(NothingHeard(question.id, "spoken"))
            began = time.perf_counter()
            with self._undisturbed():
                read = self._turn.read(question.id, spoken, waited_s=waited_s)
            self._append(read)
            self._stages["read face and voice"] = ms_since(began)
            event = ReplyGiven(question.id, heard.text, "spoken", heard.words, heard.audio_s)
            self._take(question, event)
            self._explain(read, audio, frames)
            return self.state

    def speak_question(self, question_id: str) -> Iterator[Audio]:
        """The question's sound, sentence by sentence; nothing if the voice is not working."""
        question = self.state.question(question_id)
        if question is None or self.parts.speak is None:
            return
        if not speakable(question.wording.text):
            return  # the page says that it is shown only; the tape has it with the wording
        began, first_ms, seconds = time.perf_counter(), 0.0, 0.0
        try:
            pieces = iter(self.parts.speak.speak(question.wording.text))
            while (piece := self._next_piece(pieces)) is not None:
                if not seconds:
                    first_ms = ms_since(began)
                    self._time_turn(question, first_ms)
                seconds += piece.seconds
                yield piece
        except SpeakError as error:
            self._degrade("speak", WITHOUT["speak"], error)
            return
        with self._lock:
            self._append(QuestionSpoken(question_id, seconds, first_ms))

    def _next_piece(self, pieces: Iterator[Audio]) -> Audio | None:
        with self._undisturbed():
            return next(pieces, None)

    def _undisturbed(self) -> AbstractContextManager[None]:
        """The candidate waits: the model, which works behind the turn, stands still."""
        return self.parts.chat.standing_still() if self.parts.chat else nullcontext()

    def tick(self) -> State:
        """To be called now and then: marks the time when it is up."""
        with self._lock:
            late = self._clock() - self.state.started_ms >= self.state.minutes * 60_000
            if late and not self.state.time_mark_passed and self.state.phase != "done":
                self._append(TimeMarkPassed(self.state.minutes))
            return self.state

    def report_missing(self, part: Part, said: str) -> State:
        """The page found that a device is missing, or that it came back (``said`` is empty)."""
        with self._lock:
            if said:
                self._degrade(part, said)
            else:
                self._recover(part)
            return self.state

    # -------------------------------------------------------------- the turn

    def _open_question(self) -> Question:
        question = self.state.open_question
        if question is None:
            raise IllegalEvent("There is no open question to reply to.")
        return question

    def _take(self, question: Question, reply: ReplyGiven) -> State:
        began = time.perf_counter()
        event = CandidateAsked(reply.text) if question.move.question == "wrap_up" else reply
        state = self.put(event)
        self._stages["check and choose"] = ms_since(began)
        if state.open_question is None or state.open_question.id == question.id:
            self._stages = {}  # no question follows, so there is no turn to time
        return state

    def _explain(self, read: TurnRead, audio: Audio | None, frames: Sequence[Frame]) -> None:
        """What the readings rest on, for the report; behind the turn, while sound and pictures are
        still there."""
        named = [r for r in (read.face, read.voice) if r is not None and r.label is not None]
        if not named:
            return

        def work() -> None:
            explained = self._turn.explain(read, audio, frames)
            if explained is not None:
                with self._lock:
                    self._append(explained)

        if self._behind is not None:
            self._go_behind(work)
        else:
            work()

    def _time_turn(self, question: Question, first_sound_ms: float) -> None:
        if not self._stages:
            return
        with self._lock:
            stages = {**self._stages, "first sound": first_sound_ms}
            self._stages = {}
            earlier = [q for q in self.state.questions if q.seq < question.seq]
            if earlier:
                self._append(TurnTimed(earlier[-1].id, stages))

    def _past(self) -> Past:
        owner = self._tape.session(self.session_id).owner
        return read_past(self._tape, owner, self.parts.bank, but=self.session_id)

    # -------------------------------------------------------------- tape and commands

    def _append(self, event: Event) -> None:
        entry = self._tape.append(self.session_id, self.state.seq + 1, self._clock(), event)
        self.state, _ = interview.step(self.state, entry)

    def _work(self) -> None:
        """Carry out what is pending, in order, until nothing on the turn is left."""
        while True:
            todo = [c for c in self.state.pending if c not in self._in_flight]
            if not todo:
                break
            command = todo[0]
            if self._behind is not None and isinstance(command, _WITH_THE_MODEL):
                self._in_flight.add(command)
                self._go_behind(self._work_behind, command)
                continue
            self._append(self._worker.carry_out(command, self.state, self._report))
        if self._behind is not None and self.state.open_question is not None:
            self._to_prepare = self.state
            self._go_behind(self._prepare_waiting)

    def _go_behind(self, work: Callable[..., None], *args: object) -> None:
        assert self._behind is not None
        self._behind.submit(work, *args).add_done_callback(_say_if_failed)

    def _work_behind(self, command: Command) -> None:
        try:
            event = self._worker.carry_out(command, self.state, self._report, self._prepare_waiting)
            with self._lock:
                self._append(event)
                if isinstance(command, ReadResume):
                    self._work()  # an introduction may have been over sooner, and waits for it
        finally:
            self._in_flight.discard(command)

    def _prepare_waiting(self) -> None:
        """Word what may be asked next, while the candidate talks; stops when it is too late.

        Runs in its turn, and between the points of a grading, which may take half a minute."""
        with self._lock:
            state, self._to_prepare = self._to_prepare, None
        if state is None:
            return
        for event in self._worker.prepare(state, self._report):
            with self._lock:
                open_question = self.state.open_question
                if open_question is None or open_question.id != event.question_id:
                    return
                self._append(event)

    # -------------------------------------------------------------- what does not work

    def _note_absent(self) -> None:
        for part, said in self.parts.absent.items():
            if self.state.degraded.get(part) != said:
                self._append(Degraded(part, said))
        for part in WITHOUT:
            if part in self.state.degraded and part not in self.parts.absent:
                self._append(Recovered(part))

    def _report(self, part: Part, error: Exception | None) -> None:
        """Told by the worker after each use of a part: it failed, or it works."""
        if error is None:
            self._recover(part)
        elif isinstance(error, ModelAnswerInvalid):
            _LOG.warning("%s: %s", part, error)  # it runs; this one answer could not be used
        else:
            self._degrade(part, WITHOUT.get(part, str(error)), error)

    def _degrade(self, part: Part, said: str, error: Exception | None = None) -> None:
        if error is not None:
            _LOG.warning("%s: %s", part, error)
        with self._lock:
            if self.state.degraded.get(part) != said:
                self._append(Degraded(part, said))

    def _recover(self, part: Part) -> None:
        with self._lock:
            if part in self.state.degraded:
                self._append(Recovered(part))


def _say_if_failed(done: Future[None]) -> None:
    """Nobody waits for what runs behind the turn, so what it raises would be lost."""
    error = done.exception()
    if error is not None:
        _LOG.error("behind the turn: %s", error, exc_info=error)
