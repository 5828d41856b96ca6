"""The outside things that an interview works with, and how the real ones are opened.

A part that cannot be opened is absent, with the sentence that says why; the session puts that on
the tape and the interview goes on without it.  Only the bank and the sandbox are indispensable.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from agent.events import Part
from agent.llm import Chat
from question_bank.bank import Bank
from question_bank.choose import FindProblem
from question_bank.schema import Staple
from tools.ports import Hear, ReadFace, ReadVoice, Sandbox, Speak

_LOG = logging.getLogger(__name__)
_T = TypeVar("_T")

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
    hear: Hear | None = None
    speak: Speak | None = None
    read_face: ReadFace | None = None
    read_voice: ReadVoice | None = None
    absent: Mapping[Part, str] = field(default_factory=dict)
