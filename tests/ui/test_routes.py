"""Sound in and out, reports and exports: one's own and nobody else's."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from fastapi.testclient import TestClient

from agent.events import ConsentGiven, EndAsked, ReplyGiven
from tools.ports import Audio
from ui.gate import COOKIE
from ui.live import Desk, Live, owner_of
from ui.media import to_wav
from viva.settings import Settings

Visitor = Callable[[], TestClient]
FACE = Path("ui/static/sample_face.jpg").read_bytes()
WAV = {"content-type": "audio/wav"}


def owner(client: TestClient) -> str:
    return owner_of(client.cookies[COOKIE])


def tone(seconds: float, loud: float = 0.5) -> bytes:
    return to_wav([Audio((loud * np.sin(np.arange(int(8000 * seconds)))).astype(np.float32), 8000)])


def begun(desk: Desk, client: TestClient, *, face: bool = False) -> Live:
    live = desk.start(owner(client), "Ada")
    live.session.put(ConsentGiven(face=face, voice=False, keep_media=False))
    return live


PATHS = ("report", "profile.json", "profile.html", "tape.jsonl", "speech/q1.wav")


def test_what_is_anothers_looks_as_if_it_were_not_there(visitor: Visitor, desk: Desk) -> None:
    mine, other = visitor(), visitor()
    session_id = begun(desk, mine).session.session_id
    for path in PATHS:
        assert mine.get(f"/viva/session/{session_id}/{path}").status_code == 200, path
        theirs = other.get(f"/viva/session/{session_id}/{path}")
        nowhere = other.get(f"/viva/session/{'x' * 43}/{path}")
        assert theirs.status_code == nowhere.status_code == 404, path
    for path, body in (("answer", tone(1)), ("frame", FACE), ("purge", b"")):
        assert other.post(f"/viva/session/{session_id}/{path}", content=body).status_code == 404
    assert other.post(f"/viva/session/{session_id}/device/camera/missing").status_code == 404
    assert desk.tape.session(session_id)


def test_without_a_cookie_nothing_opens(visitor: Visitor, desk: Desk) -> None:
    mine = visitor()
    session_id = begun(desk, mine).session.session_id
    bare = TestClient(mine.app, base_url="http://127.0.0.1")
    bare.cookies.clear()
    assert bare.get(f"/viva/session/{session_id}/report").status_code == 404


def test_a_spoken_answer_goes_to_the_open_question(visitor: Visitor, desk: Desk) -> None:
    client = visitor()
    live = begun(desk, client)
    url = f"/viva/session/{live.session.session_id}/answer?waited_s=1.5"
    assert client.post(url, content=tone(1.0), headers=WAV).json() == {"said": ""}
    events = [e.event for e in desk.tape.entries(live.session.session_id)]
    reply = next(e for e in events if isinstance(e, ReplyGiven))
    assert (reply.source, reply.text) == ("spoken", "I would use a dictionary")
    assert live.session.state.phase == "problem"


def test_a_resume_is_read_or_refused_with_a_sentence(visitor: Visitor, desk: Desk) -> None:
    mine, other = visitor(), visitor()
    live = desk.start(owner(mine), "Ada")
    to = f"/viva/session/{live.session.session_id}/resume?name="
    text = b"Built a parcel tracker in Python that serves two million users."
    assert other.post(f"{to}cv.txt", content=text).status_code == 404
    refused = mine.post(f"{to}cv.exe", content=text)
    assert refused.status_code == 422
    assert "cannot be read" in refused.json()["said"]
    assert live.session.state.resume_text == ""
    assert mine.post(f"{to}cv.txt", content=text).status_code == 200
    read = live.session.settle().resume
    assert read is not None
    assert [q.quote for q in read.questions] == [text.decode().rstrip(".")]
    assert mine.post(f"{to}cv.txt", content=b"x" * 300_000).status_code == 413


def test_silence_leaves_the_question_open(visitor: Visitor, desk: Desk) -> None:
    client = visitor()
    live = begun(desk, client)
    url = f"/viva/session/{live.session.session_id}/answer"
    client.post(url, content=tone(1.0, loud=0.0), headers=WAV)
    question = live.session.state.open_question
    assert question is not None
    assert question.unheard == 1


NO_RECORDING = {
    "empty": b"",
    "a head only": b"RIFF",
    "noughts": b"\x00" * 5000,
    "a picture": FACE,
    "cut off": tone(1)[:60],
}


@pytest.mark.parametrize("body", NO_RECORDING.values(), ids=NO_RECORDING.keys())
def test_what_is_no_recording_gets_a_sentence(visitor: Visitor, desk: Desk, body: bytes) -> None:
    client = visitor()
    live = begun(desk, client)
    answer = client.post(f"/viva/session/{live.session.session_id}/answer", content=body)
    assert answer.status_code in (200, 422)
    assert live.session.state.open_question is not None
    assert "Traceback" not in answer.text


def test_a_recording_too_long_is_refused(visitor: Visitor, desk: Desk) -> None:
    too_long = tone(21)[:60]  # its head says 21 s: refused before anything is read
    assert "longer than" in visitor().post("/viva/check/hear", content=too_long).text


def test_pictures_are_kept_only_if_agreed_and_only_in_memory(
    visitor: Visitor, desk: Desk, settings: Settings
) -> None:
    client = visitor()
    for face in (False, True):
        live = begun(desk, client, face=face)
        url = f"/viva/session/{live.session.session_id}/frame"
        assert client.post(url, content=FACE).status_code == 204
        frames = live.frames.take()
        assert len(frames) == (1 if face else 0)
        assert live.frames.take() == []
    written = [p for d in (settings.data_dir, settings.cache_dir) for p in d.rglob("*.*")]
    assert {p.name.partition(".")[0] for p in written} <= {"tape"}


def test_the_question_is_spoken_once_and_can_be_heard_again(visitor: Visitor, desk: Desk) -> None:
    client = visitor()
    live = begun(desk, client)
    url = f"/viva/session/{live.session.session_id}/speech/q1.wav"
    first, again = client.get(url), client.get(url)
    assert first.content[:4] == b"RIFF"
    assert first.content == again.content
    kinds = [e.event.kind for e in desk.tape.entries(live.session.session_id)]
    assert kinds.count("question_spoken") == 1
    assert client.get(url.replace("q1", "q9")).status_code == 404


def test_a_missing_microphone_is_on_the_tape_until_it_is_back(visitor: Visitor, desk: Desk) -> None:
    client = visitor()
    live = begun(desk, client)
    base = f"/viva/session/{live.session.session_id}/device/microphone"
    client.post(f"{base}/missing")
    assert "type your answers" in live.session.state.degraded["microphone"]
    client.post(f"{base}/works")
    assert "microphone" not in live.session.state.degraded
    assert client.post(f"{base}/anything").status_code == 422


def test_export_leaves_affect_out_unless_asked(visitor: Visitor, desk: Desk) -> None:
    client = visitor()
    live = begun(desk, client, face=True)
    live.session.put(EndAsked())
    base = f"/viva/session/{live.session.session_id}"
    assert json.loads(client.get(f"{base}/profile.json").text)["affect"] is None
    assert json.loads(client.get(f"{base}/profile.json?affect=true").text)["affect"] == []
    lines = client.get(f"{base}/tape.jsonl").text.splitlines()
    assert json.loads(lines[0])["event"]["kind"] == "session_started"
    assert "attachment" in client.get(f"{base}/profile.html").headers["content-disposition"]


def test_purge_leaves_nothing(visitor: Visitor, desk: Desk) -> None:
    client = visitor()
    session_id = begun(desk, client).session.session_id
    assert client.post(f"/viva/session/{session_id}/purge").status_code == 204
    assert desk.tape.sessions(owner(client)) == []
    assert client.get(f"/viva/session/{session_id}/report").status_code == 404


def test_the_device_check_reads_back_and_keeps_nothing(visitor: Visitor, desk: Desk) -> None:
    client = visitor()
    assert client.get("/viva/check/speech.wav").content[:4] == b"RIFF"
    heard = client.post("/viva/check/hear", content=tone(1)).json()
    assert heard == {"state": "heard", "text": "I would use a dictionary"}
    assert client.post("/viva/check/face", content=FACE).json()["state"] == "absent"
    assert desk.tape.sessions(owner(client)) == []
