"""The outside things that an interview works with, and how the real ones are opened.

A part that cannot be opened is absent, with the sentence that says why; the session puts that on
the tape and the interview goes on without it.  Only the bank and the sandbox are indispensable.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from agent.events import Part
from agent.llm import Chat, open_chat
from models.replies.reader import WriteDown
from question_bank.bank import Bank, load_bank, load_staples
from question_bank.choose import FindProblem
from question_bank.schema import Staple
from tools.ports import Hear, ReadFace, ReadVoice, Sandbox, Speak
from viva.errors import VivaError
from viva.settings import Settings

_LOG = logging.getLogger(__name__)
_T = TypeVar("_T")

Report = Callable[[Part, Exception | None], None]
"""Told after each use of a part that it failed, or (None) that it works."""

WITHOUT: dict[Part, str] = {
    "model": "The language model is not running. Questions are asked in their prepared wording, "
    "and open answers stay unscored.",
    "hear": "Speech recognition is not working. Please type your answers.",
    "speak": "The voice is not working. Questions are shown as text.",
    "face": "The face reader is not working. The interview goes on without it.",
    "voice": "The voice reader is not working. The interview goes on without it.",
}


@dataclass(frozen=True)
class Parts:
    """``absent`` maps each part that could not be opened to the sentence for the candidate."""

    sandbox: Sandbox
    find_problem: FindProblem
    bank: Bank
    staples: tuple[Staple, ...]
    chat: Chat | None = None
    reader: WriteDown | None = None
    hear: Hear | None = None
    speak: Speak | None = None
    read_face: ReadFace | None = None
    read_voice: ReadVoice | None = None
    absent: Mapping[Part, str] = field(default_factory=dict)


@contextmanager
def open_parts(
    settings: Settings,
    *,
    without: Collection[Part] = (),
    find_problem: FindProblem | None = None,
) -> Iterator[Parts]:
    """The real parts. Those in ``without`` are not opened; they count as absent.

    Raises:
        BankError, SandboxError, WeightError: of what an interview cannot do without.
    """
    absent: dict[Part, str] = {}
    with ExitStack() as stack:

        def optional(part: Part, make: Callable[[], _T]) -> _T | None:
            if part in without:
                absent[part] = WITHOUT[part]
                return None
            try:
                return make()
            except VivaError as error:
                _LOG.warning("%s: %s", part, error)
                absent[part] = f"{WITHOUT[part]} ({error})"
                return None

        # The model is asked first: it is the slowest to come up.
        chat = optional("model", lambda: stack.enter_context(open_chat(settings)))
        yield Parts(
            sandbox=_sandbox(settings),
            find_problem=find_problem or _find_problem(settings),
            bank=load_bank(),
            staples=tuple(load_staples()),
            chat=chat,
            reader=chat.reader if chat else None,
            hear=optional("hear", lambda: _hear(settings)),
            speak=optional("speak", lambda: _speak(settings)),
            read_face=_if_allowed(settings, lambda: optional("face", lambda: _face(settings))),
            read_voice=_if_allowed(settings, lambda: optional("voice", lambda: _voice(settings))),
            absent=absent,
        )


def _if_allowed(settings: Settings, make: Callable[[], _T | None]) -> _T | None:
    """The institution switch: with it off, the models are not even loaded."""
    return make() if settings.affect == "ask" else None


# Imported where they are opened: together they take seconds to import.


def _sandbox(settings: Settings) -> Sandbox:
    from tools.code.sandbox import WasiSandbox

    return WasiSandbox(settings)


def _find_problem(settings: Settings) -> FindProblem:
    from question_bank.choose import IndexFindProblem

    return IndexFindProblem(settings)


def _hear(settings: Settings) -> Hear:
    from tools.hear import WhisperHear

    return WhisperHear(settings)


def _speak(settings: Settings) -> Speak:
    from tools.speak import CoquiSpeak

    return CoquiSpeak(settings)


def _face(settings: Settings) -> ReadFace:
    from tools.face import FaceReader

    reader = FaceReader(settings)
    _warm_behind(reader.warm)
    return reader


def _voice(settings: Settings) -> ReadVoice:
    from tools.voice import VoiceReader

    reader = VoiceReader(settings)
    _warm_behind(reader.warm)
    return reader


def _warm_behind(warm: Callable[[], None]) -> None:
    """Load while the page comes up, so that the first turn need not wait for it."""

    def load() -> None:
        try:
            warm()
        except VivaError as error:  # its first use raises it again, on the turn
            _LOG.warning("%s", error)

    threading.Thread(target=load, name="warm", daemon=True).start()
