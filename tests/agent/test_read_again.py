"""A second reading in an interview: behind the turn, or on it where the rules found no answer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from agent import interview
from agent.events import EndAsked, ReplyChecked, ReplyReadAgain
from agent.parts import Parts
from agent.replies import second_reading
from agent.session import Session
from agent.tape import Tape
from models.replies.reader import WrittenLine
from tests.agent.test_session import STARTED, parts, sandbox, settings, tape, to_probing
from viva.errors import ModelGone, ModelSlow
from viva.settings import Settings

__all__ = ["parts", "sandbox", "settings", "tape"]


class Reader:
    """Writes down the key's answer, or ``text``, or fails."""

    def __init__(self, text: str = "", error: Exception | None = None) -> None:
        self.text, self.error = text, error
        self.asked: list[str] = []

    def write_down(self, prompt: str, within_s: float) -> WrittenLine:
        self.asked.append(prompt)
        if self.error:
            raise self.error
        return WrittenLine(self.text, 0.99)


def replied(
    tape: Tape, parts: Parts, settings: Settings, reader: Reader, reply: str, *, background: bool
) -> tuple[Session, list]:
    """The session after ``reply`` to its first probe, and the events of its checks."""
    live = replace(parts, reader=reader, absent={})
    session = Session.start(tape, live, settings, STARTED, background=background)
    to_probing(session)
    session.settle()
    session.reply("It remembers the prices in a dictionary.")
    session.settle()
    session.reply(reply)
    session.settle()
    entries = tape.entries(session.session_id)
    events = [e.event for e in entries if isinstance(e.event, ReplyChecked | ReplyReadAgain)]
    assert interview.fold(entries) == session.state
    return session, events


@pytest.mark.parametrize("background", [False, True])
def test_a_verdict_is_read_again_and_the_last_one_stands(
    tape: Tape, parts: Parts, settings: Settings, background: bool
) -> None:
    reader = Reader(second_reading.PARTIAL)
    session, (first, second) = replied(
        tape, parts, settings, reader, "I don't know.", background=background
    )
    assert (first.verdict, first.again) == ("wrong", True)
    assert second.verdict == "partial"
    assert "read as" in second.reason
    question = session.state.question(first.question_id)
    assert question is not None
    assert question.check is not None
    assert question.check.verdict == "partial"
    assert question.check.took_ms == first.took_ms
    assert "Said: I don't know." in reader.asked[0]
    session.close()


def test_where_no_answer_was_found_it_is_read_on_the_turn(
    tape: Tape, parts: Parts, settings: Settings
) -> None:
    reader = Reader(second_reading.DOES_NOT_KNOW)
    session, (only,) = replied(tape, parts, settings, reader, "Hm, okay.", background=True)
    assert (only.verdict, only.again) == ("wrong", False)
    assert len(reader.asked) == 1
    session.close()


@pytest.mark.parametrize("reply", ["I don't know.", "Hm, okay."])
def test_a_model_that_is_gone_leaves_the_first_verdict(
    tape: Tape, parts: Parts, settings: Settings, reply: str
) -> None:
    reader = Reader(error=ModelGone("It is gone."))
    session, events = replied(tape, parts, settings, reader, reply, background=True)
    expected = "wrong" if "know" in reply else "unclear"
    assert [e.verdict for e in events] == [expected] * len(events)
    assert "model" in session.state.degraded
    session.close()


def test_a_busy_model_is_not_said_to_be_gone(tape: Tape, parts: Parts, settings: Settings) -> None:
    reader = Reader(error=ModelSlow("It is busy."))
    session, (only,) = replied(tape, parts, settings, reader, "Hm, okay.", background=True)
    assert only.verdict == "unclear"
    assert "no time" in only.reason
    assert "model" not in session.state.degraded
    session.close()


def test_an_interview_that_ends_is_still_read_again(
    tape: Tape, parts: Parts, settings: Settings
) -> None:
    reader = Reader(second_reading.PARTIAL)
    session, _ = replied(tape, parts, settings, reader, "I don't know.", background=True)
    session.put(EndAsked())
    session.close()
    assert session.state.pending == ()


def test_without_a_reader_there_is_one_reading(
    tape: Tape, parts: Parts, settings: Settings, tmp_path: Path
) -> None:
    session = Session.start(tape, parts, settings, STARTED, background=False)
    to_probing(session)
    session.reply("It remembers the prices in a dictionary.")
    session.reply("I don't know.")
    events = [e.event for e in tape.entries(session.session_id)]
    checked = [e for e in events if isinstance(e, ReplyChecked)]
    assert checked
    assert not any(e.again for e in checked)
    assert not any(isinstance(e, ReplyReadAgain) for e in events)
