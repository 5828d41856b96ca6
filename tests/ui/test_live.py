"""The desk: whose interviews are whose, and what is remembered (nothing but the tape)."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from agent.events import ConsentGiven, EndAsked
from agent.tape import Tape
from tools.ports import Frame
from ui.live import FRAMES_KEPT, Desk, Frames, new_owner, owner_of
from ui.media import picture
from viva.errors import SandboxError, SessionNotFound, VivaError
from viva.settings import Settings


@pytest.fixture
def ada() -> str:
    return owner_of(new_owner())


def jpeg(width: int = 64, height: int = 48) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "grey").save(out, "JPEG")
    return out.getvalue()


def test_an_owner_is_a_hash_and_no_cookie_is_nobody() -> None:
    token = new_owner()
    assert token not in owner_of(token)
    assert owner_of("") == ""


def test_only_its_owner_opens_a_session(desk: Desk, ada: str) -> None:
    session_id = desk.start(ada, "Ada").session.session_id
    assert desk.open(ada, session_id).session.session_id == session_id
    for stranger in ("bob", "", ada[:10]):
        with pytest.raises(SessionNotFound):
            desk.open(stranger, session_id)


def test_a_session_of_the_command_line_opens_for_no_cookie(desk: Desk) -> None:
    desk.tape.new_session("", 0, "typed")
    with pytest.raises(SessionNotFound):
        desk.check("", "typed")


def test_another_process_goes_on_where_the_tape_is(
    settings: Settings, desk: Desk, ada: str
) -> None:
    live = desk.start(ada, "Ada")
    live.session.put(ConsentGiven(face=False, voice=False, keep_media=False))
    second = Desk(settings, Tape(settings.tape_database), opened=desk._opened)
    second.open_now()
    resumed = second.open(ada, live.session.session_id)
    assert resumed.session.state == live.session.state
    assert second.unfinished(ada) == live.session.session_id
    resumed.session.put(EndAsked())
    assert second.unfinished(ada) == ""
    second.close()


def test_the_list_is_newest_first_and_ones_own(desk: Desk, ada: str) -> None:
    first = desk.start(ada, "").session.session_id
    desk.start("bob", "")
    second = desk.start(ada, "").session.session_id
    assert [p.row.session_id for p in desk.past(ada)] == [second, first]


def test_what_is_indispensable_and_missing_is_said(settings: Settings) -> None:
    def broken(_: Settings):
        raise SandboxError("The sandbox is broken.", next_step="Mend it.")

    desk = Desk(settings, Tape(settings.tape_database), opened=broken)
    desk.open_now()
    assert not desk.ready
    assert desk.trouble == "The sandbox is broken. Mend it."
    with pytest.raises(VivaError, match="broken"):
        desk.start(ada, "")


def frame(at_s: float) -> Frame:
    return Frame(np.zeros((4, 4, 3), np.uint8), at_s)


def test_frames_are_those_of_the_turn_and_are_forgotten() -> None:
    frames = Frames()
    frames.add(frame(9.0))
    frames.begin()
    for at in (0.5, 1.5, 1.0):
        frames.add(frame(at))
    assert [f.at_s for f in frames.take()] == [0.5, 1.0, 1.5]
    assert frames.take() == []


def test_a_long_turn_keeps_its_newest_frames() -> None:
    frames = Frames()
    for number in range(FRAMES_KEPT + 10):
        frames.add(frame(number))
    kept = frames.take()
    assert (len(kept), kept[0].at_s) == (FRAMES_KEPT, 10)


def test_bad_pictures_are_left_out() -> None:
    assert picture(jpeg()) is not None
    assert picture(jpeg(4000, 10)) is None
    assert picture(jpeg()[:200]) is None
    assert picture(b"GIF89a") is None
    png = io.BytesIO()
    Image.new("RGB", (8, 8)).save(png, "PNG")
    assert picture(png.getvalue()) is None
