"""What the page's own script asks for: sound in and out, camera pictures, reports, exports.

Every route takes the visitor's cookie and gives 404 for what is not theirs, as for what is not
there.  Sound and pictures are read from the request into memory and written nowhere.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Callable
from typing import Literal

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse
from starlette.concurrency import run_in_threadpool

from agent import export
from agent.events import Part, ResumeGiven
from question_bank.resume_file import read_resume
from tools.ports import Frame
from ui import report
from ui.gate import token_of
from ui.live import Desk, Live, owner_of
from ui.media import MAX_PICTURE_BYTES, from_wav, picture, to_wav
from viva.errors import SessionNotFound, VivaError

_LOG = logging.getLogger(__name__)

TEST_SENTENCE = "Hello. If you can hear this, your speakers are fine."
MISSING: dict[str, str] = {
    "microphone": "The microphone cannot be used. Please type your answers.",
    "camera": "The camera cannot be used. The interview goes on without it.",
}
_PRIVATE = {"cache-control": "no-store"}


def add_routes(app: FastAPI, desk: Desk) -> None:
    """Everything under ``/viva``."""

    @app.exception_handler(VivaError)
    async def said(request: Request, error: VivaError) -> JSONResponse:
        status = 404 if isinstance(error, SessionNotFound) else 422
        return JSONResponse({"said": str(error)}, status, _PRIVATE)

    _add_turn(app, desk)
    _add_check(app, desk)
    _add_export(app, desk)


def _owner(request: Request) -> str:
    return owner_of(token_of(request.headers))


def _add_turn(app: FastAPI, desk: Desk) -> None:
    def live_of(request: Request, session_id: str) -> Live:
        return desk.open(_owner(request), session_id)

    @app.post("/viva/session/{session_id}/answer")
    async def answer(request: Request, session_id: str, waited_s: float | None = None) -> Response:
        """A spoken reply, as WAV. ``waited_s``: from the end of the question to the recording."""
        live = await run_in_threadpool(live_of, request, session_id)
        audio = from_wav(await request.body(), desk.settings.max_audio_s)

        def heard() -> None:
            frames = live.frames.take() if _face_agreed(live) else []
            live.session.hear_reply(audio, frames, waited_s=waited_s)

        await run_in_threadpool(heard)
        return JSONResponse({"said": ""}, headers=_PRIVATE)

    @app.post("/viva/session/{session_id}/resume")
    async def resume(request: Request, session_id: str, name: str) -> Response:
        """A résumé's file, ``name`` as the visitor calls it; only its text is kept."""
        live = await run_in_threadpool(live_of, request, session_id)
        data = await request.body()

        def given() -> None:
            live.session.put(ResumeGiven(read_resume(data, name)))

        await run_in_threadpool(given)
        return JSONResponse({"said": ""}, headers=_PRIVATE)

    @app.post("/viva/session/{session_id}/frame")
    async def frame(
        request: Request, session_id: str, at_s: float = 0.0, first: bool = False
    ) -> Response:
        """One picture of the camera, as JPEG; kept only if the candidate agreed to it.

        ``at_s``: time in the turn; ``first``: a turn has begun with it."""
        live = await run_in_threadpool(live_of, request, session_id)
        jpeg = await request.body()
        if len(jpeg) > MAX_PICTURE_BYTES or not _face_agreed(live):
            return Response(status_code=204)
        image = await run_in_threadpool(picture, jpeg)
        if first:
            live.frames.begin()
        if image is not None and math.isfinite(at_s):
            await run_in_threadpool(live.see, Frame(image, at_s))
        return Response(status_code=204)

    @app.get("/viva/session/{session_id}/speech/{question_id}.wav")
    def speech(request: Request, session_id: str, question_id: str) -> Response:
        sound = live_of(request, session_id).say(question_id)
        if not sound:
            return Response(status_code=404, headers=_PRIVATE)
        return Response(sound, media_type="audio/wav", headers=_PRIVATE)

    @app.post("/viva/session/{session_id}/device/{part}/{state}")
    def device(
        request: Request,
        session_id: str,
        part: Literal["microphone", "camera"],
        state: Literal["missing", "works"],
    ) -> Response:
        """The page found that a device is missing, or that it works again."""
        named: Part = part
        session = live_of(request, session_id).session
        session.report_missing(named, MISSING[part] if state == "missing" else "")
        return Response(status_code=204)

    @app.post("/viva/session/{session_id}/purge")
    def purge(request: Request, session_id: str) -> Response:
        desk.purge(_owner(request), session_id)
        return Response(status_code=204)


def _face_agreed(live: Live) -> bool:
    consent = live.session.state.consent
    return consent is not None and consent.face and live.session.state.phase != "done"


def _add_check(app: FastAPI, desk: Desk) -> None:
    """The device check. What it reads is shown and forgotten; none of it is on the tape."""

    @app.get("/viva/check/speech.wav")
    def speech(request: Request) -> Response:
        speak = desk.parts.speak
        pieces = list(speak.speak(TEST_SENTENCE)) if speak else []
        if not pieces:
            return Response(status_code=404, headers=_PRIVATE)
        return Response(to_wav(pieces), media_type="audio/wav", headers=_PRIVATE)

    @app.post("/viva/check/hear")
    async def hear(request: Request) -> Response:
        audio = from_wav(await request.body(), max_s=20.0)
        recognise = desk.parts.hear
        if recognise is None:
            return JSONResponse({"state": "absent", "text": ""}, headers=_PRIVATE)
        heard = await run_in_threadpool(recognise.hear, audio)
        return JSONResponse({"state": heard.state, "text": heard.text}, headers=_PRIVATE)

    @app.post("/viva/check/face")
    async def face(request: Request) -> Response:
        image = picture((await request.body())[:MAX_PICTURE_BYTES])
        read = desk.parts.read_face
        if read is None or desk.settings.affect == "off":
            return JSONResponse({"state": "absent", "box": None}, headers=_PRIVATE)
        if image is None:
            return JSONResponse({"state": "unreadable", "box": None}, headers=_PRIVATE)
        reading = await run_in_threadpool(read.read_face, [Frame(image, 0.0)])
        box = reading.moments[0].box if reading.moments else None
        height, width = image.shape[:2]
        shares = (
            [box.left / width, box.top / height, box.width / width, box.height / height]
            if box
            else None
        )
        return JSONResponse({"state": reading.state, "box": shares}, headers=_PRIVATE)


def _add_export(app: FastAPI, desk: Desk) -> None:
    def mine(request: Request, session_id: str) -> str:
        desk.check(_owner(request), session_id)
        return session_id[:8]

    @app.get("/viva/session/{session_id}/report")
    def shown(request: Request, session_id: str) -> Response:
        """The report as a page. The candidate's own screen shows what was agreed to."""
        mine(request, session_id)
        html = report.render(desk.profile(session_id))
        return HTMLResponse(html, headers=_PRIVATE)

    def download(
        suffix: str, kind: str, make: Callable[[str, bool], str]
    ) -> Callable[[Request, str, bool], Response]:
        def route(request: Request, session_id: str, affect: bool = False) -> Response:
            name = f"viva-{mine(request, session_id)}.{suffix}"
            headers = {**_PRIVATE, "content-disposition": f'attachment; filename="{name}"'}
            return Response(make(session_id, affect), media_type=kind, headers=headers)

        return route

    def profile_json(session_id: str, affect: bool) -> str:
        entries = desk.tape.entries(session_id)
        profile = export.profile_for_export(entries, session_id, affect=affect)
        return profile.model_dump_json(indent=2)

    def profile_html(session_id: str, affect: bool) -> str:
        entries = export.entries_for_export(desk.tape.entries(session_id), affect=affect)
        profile = export.profile_for_export(entries, session_id, affect=affect)
        return report.render(profile)

    def tape(session_id: str, affect: bool) -> str:
        return export.tape_lines(desk.tape.entries(session_id), affect=affect)

    base = "/viva/session/{session_id}/"
    app.get(base + "profile.json")(download("profile.json", "application/json", profile_json))
    app.get(base + "profile.html")(download("html", "text/html", profile_html))
    app.get(base + "tape.jsonl")(download("tape.jsonl", "application/x-ndjson", tape))
