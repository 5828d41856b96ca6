"""The page, and what happens when its parts are used.

The page holds nothing: after every action, and twice a second or so, it is drawn from the state of
the interview; :mod:`ui.layout` has its parts, :mod:`ui.drawing` draws them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

import gradio as gr
from gradio.components import Component

from agent.events import (
    AnotherProblemAsked,
    CandidateAsked,
    ConsentGiven,
    EndAsked,
    HintAsked,
    ProblemAccepted,
    QuestionSkipped,
)
from agent.state import State
from ui.drawing import Drawing, Screen
from ui.fragments import fragment
from ui.gate import COOKIE
from ui.layout import LONGEST_REPLY, LONGEST_WISH, Parts, lay_out
from ui.live import Desk, Live, owner_of
from viva.errors import InputRefused, SessionNotFound, VivaError


def build_page(desk: Desk) -> gr.Blocks:
    """The page, with everything that can be done on it."""
    with gr.Blocks(title="Viva Voce", analytics_enabled=False, fill_width=True) as page:
        screen = gr.State()
        parts = lay_out()
        _wire(page, desk, screen, parts)
    return page


def _wire(page: gr.Blocks, desk: Desk, screen: gr.State, parts: Parts) -> None:
    draw = Drawing(desk, {k: v for k, v in parts.items() if k not in ("refresh", "end", "pulse")})

    def pulse(shown: Screen, owner: str) -> None:
        session = desk.open(owner, shown.session_id).session if shown.session_id else None
        # Only when the time is up: a tick waits for a reply that is being heard.
        if session is not None and _late(session.state):
            session.tick()

    def on(
        trigger: Callable[..., Any],
        does: Callable[..., dict[str, Any] | None],
        inputs: Sequence[Component] = (),
        busy: str = "",
    ) -> None:
        """When triggered, ``does(screen, owner, *values)`` and the page is drawn anew.

        What goes wrong on purpose becomes a sentence on the page."""

        def handle(request: gr.Request, shown: Screen | None, *values: Any) -> list[Any]:
            if shown is None:  # a timer's tick before the page has been opened
                return draw.nothing
            owner = owner_of(request.cookies.get(COOKIE, ""))
            said, also = "", {}
            if does is pulse and not shown.session_id and shown.ready == desk.ready:
                return draw.nothing
            try:
                also = does(shown, owner, *values) or {}
            except VivaError as error:
                said = str(error)
                if isinstance(error, SessionNotFound):
                    shown.session_id = ""
            return draw(shown, owner, said, **also)

        started = f"(...values) => {{ window.viva?.busy({busy!r}); return values; }}"
        event = trigger(
            handle,
            [screen, *inputs],
            draw.outputs,
            js=started if busy else None,
            show_progress="hidden",
            api_visibility="private",
            concurrency_limit=None,
        )
        if busy:
            event.then(
                None,
                js="() => window.viva?.busy('')",
                show_progress="hidden",
                api_visibility="private",
            )

    def opened(request: gr.Request) -> list[Any]:
        owner = owner_of(request.cookies.get(COOKIE, ""))
        asked = request.query_params
        wanted = "" if "start" in asked else _asked_for(desk, owner, asked.get("open", ""))
        shown = Screen(session_id=wanted)
        return [shown, *draw(shown, owner)]

    page.load(
        opened, None, [screen, *draw.outputs], show_progress="hidden", api_visibility="private"
    ).then(
        None,
        js="() => window.viva?.opened()",
        show_progress="hidden",
        api_visibility="private",
    )
    on(parts["pulse"].tick, pulse)
    on(parts["refresh"].click, lambda shown, owner: None)
    _wire_actions(on, desk, parts)


def _late(state: State) -> bool:
    over = time.time_ns() // 1_000_000 - state.started_ms >= state.minutes * 60_000
    return over and not state.time_mark_passed and state.phase != "done"


def _asked_for(desk: Desk, owner: str, session_id: str) -> str:
    """The interview to show on opening the page: the one asked for, else one not yet over."""
    if not owner or not desk.ready:
        return ""
    if session_id:
        try:
            desk.check(owner, session_id)
        except SessionNotFound:
            return ""
        return session_id
    return desk.unfinished(owner)


def _wire_actions(on: Callable[..., None], desk: Desk, parts: Parts) -> None:
    def live(shown: Screen, owner: str) -> Live:
        return desk.open(owner, shown.session_id)

    def start(shown: Screen, owner: str, name: str) -> dict[str, Any]:
        shown.session_id = desk.start(owner, name or "").session.session_id
        return {"face": False, "voice": False, "reply": "", "camera_check": ""}

    def consent(shown: Screen, owner: str, face: bool, voice: bool) -> None:
        agreed = ConsentGiven(face=bool(face), voice=bool(voice), keep_media=False)
        live(shown, owner).session.put(agreed)

    def another(shown: Screen, owner: str, wish: str) -> dict[str, Any]:
        live(shown, owner).session.put(AnotherProblemAsked((wish or "").strip()[:LONGEST_WISH]))
        return {"wish": ""}

    def accept(shown: Screen, owner: str) -> None:
        session = live(shown, owner).session
        if session.state.offers:
            session.put(ProblemAccepted(session.state.offers[-1].slug))

    def save(shown: Screen, owner: str, source: str) -> None:
        session = live(shown, owner).session
        if session.state.phase == "coding" and not session.state.final_version:
            session.save_code(source or "", run=False)

    def run(shown: Screen, owner: str, source: str) -> None:
        live(shown, owner).session.save_code(source or "", run=True)

    def ask(shown: Screen, owner: str, text: str) -> dict[str, Any]:
        if (text or "").strip():
            live(shown, owner).session.put(CandidateAsked(text.strip()[:LONGEST_WISH]))
        return {"ask": ""}

    def hint(shown: Screen, owner: str) -> None:
        live(shown, owner).session.put(HintAsked())

    def done(shown: Screen, owner: str, source: str) -> None:
        live(shown, owner).session.finish_coding(source or "")

    def send(shown: Screen, owner: str, text: str) -> dict[str, Any]:
        if len(text or "") > LONGEST_REPLY:
            raise InputRefused(
                f"The answer is longer than {LONGEST_REPLY:,} characters.",
                next_step="Shorten it; nothing of it was sent.",
            )
        here = live(shown, owner)
        here.session.reply(text or "", here.frames.take())
        return {"reply": ""}

    def skip(shown: Screen, owner: str) -> None:
        here = live(shown, owner)
        question = here.session.state.open_question
        if question is not None:
            here.frames.begin()
            here.session.put(QuestionSkipped(question.id))

    def end(shown: Screen, owner: str) -> None:
        here = live(shown, owner)
        here.frames.begin()
        here.session.put(EndAsked())

    def home(shown: Screen, owner: str) -> None:
        shown.session_id = ""

    p = parts
    on(p["start"].click, start, [p["name"]], busy="Starting …")
    on(p["begin"].click, consent, [p["face"], p["voice"]], busy="Starting …")
    on(p["another"].click, another, [p["wish"]], busy="Looking for another problem …")
    on(p["accept"].click, accept)
    on(p["editor"].blur, save, [p["editor"]])
    on(p["autosave"].tick, save, [p["editor"]])
    on(p["run"].click, run, [p["editor"]], busy="Running the tests …")
    on(p["hint"].click, hint)
    on(p["ask_now"].click, ask, [p["ask"]])
    on(p["ask"].submit, ask, [p["ask"]])
    on(p["done"].click, done, [p["editor"]], busy="Reading your code …")
    on(p["send"].click, send, [p["reply"]], busy="Reading your answer …")
    on(p["skip"].click, skip, busy="Next …")
    on(p["end"].click, end, busy="Putting your report together …")
    on(p["finish_now"].click, end, busy="Putting your report together …")
    on(p["again"].click, home)
    p["face"].change(
        lambda ticked: gr.update(value=fragment("camera_check") if ticked else "", visible=ticked),
        p["face"],
        p["camera_check"],
        show_progress="hidden",
        api_visibility="private",
    )
