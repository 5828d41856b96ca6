"""The page's parts and what happens when they are used.

The page holds nothing: after every action, and twice a second or so, it is drawn from the state of
the interview by :mod:`ui.views`; only what differs from what was drawn last is sent.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import gradio as gr
from gradio.components import Component

from agent import growth
from agent.events import (
    AnotherProblemAsked,
    ConsentGiven,
    EndAsked,
    HintAsked,
    ProblemAccepted,
    QuestionSkipped,
)
from agent.profile_schema import Profile
from agent.state import State
from ui import chart, views
from ui.fragments import fragment
from ui.gate import COOKIE, LOOPBACK
from ui.live import Desk, Live, owner_of
from ui.views import Seen, Updates
from viva.errors import InputRefused, SessionNotFound, VivaError

LONGEST_REPLY = 4000  # characters: several minutes of speech
LONGEST_WISH = 300
PULSE_S = 1.5
AUTOSAVE_S = 5.0

Parts = dict[str, Any]


@dataclass
class Screen:
    """One open page: which interview it shows, and what was last sent to it."""

    session_id: str = ""
    filled: str = ""
    ready: bool = False
    sent: dict[str, dict[str, Any]] = field(default_factory=dict)

    def changes(self, updates: Updates) -> Updates:
        """What differs from what the page shows already; taken as sent."""
        fresh: Updates = {}
        for name, wanted in updates.items():
            have = self.sent.setdefault(name, {})
            differs = {k: v for k, v in wanted.items() if k not in have or have[k] != v}
            if differs:
                have.update(differs)
                fresh[name] = differs
        return fresh


def build_page(desk: Desk) -> gr.Blocks:
    """The page, with everything that can be done on it."""
    with gr.Blocks(title="Viva Voce", analytics_enabled=False, fill_width=True) as page:
        screen = gr.State()
        parts = _layout(desk)
        _wire(page, desk, screen, parts)
    return page


# ------------------------------------------------------------------ what is on it


def _layout(desk: Desk) -> Parts:
    parts: Parts = {}
    parts["head"] = gr.HTML(views.head(None), elem_id="v-head")
    parts["notice"] = gr.HTML("", elem_id="v-notice")
    with gr.Column(visible=True, elem_id="v-home", elem_classes="page") as parts["home"]:
        _home(parts, desk)
    with gr.Column(visible=False, elem_id="v-ready", elem_classes="page") as parts["ready"]:
        parts["consent"] = gr.HTML("")
        parts["face"] = gr.Checkbox(False, label="Look at my face while I answer", elem_id="v-face")
        parts["voice"] = gr.Checkbox(
            False, label="Listen to my tone of voice while I answer", elem_id="v-voice"
        )
        parts["check"] = gr.HTML("")
        parts["camera_check"] = gr.HTML("", visible=False)
        parts["begin"] = _primary("Begin", "v-begin")
    with gr.Column(visible=False, elem_id="v-choosing", elem_classes="page") as parts["choosing"]:
        parts["offer"] = gr.HTML("")
        parts["accept"] = _primary("Take this problem", "v-accept")
        parts["wish"] = gr.Textbox(
            label="Or say what you would rather have",
            placeholder="for instance: something with graphs, not too hard",
            max_length=LONGEST_WISH,
            elem_id="v-wish",
        )
        parts["another"] = gr.Button("Another one", elem_id="v-another")
    with gr.Row(visible=False, elem_id="v-coding", elem_classes="wide") as parts["coding"]:
        _coding(parts)
    with gr.Row(visible=False, elem_id="v-answering", elem_classes="wide") as parts["answering"]:
        _answering(parts, desk)
    with gr.Column(visible=False, elem_id="v-finishing", elem_classes="page") as parts["finishing"]:
        parts["finish"] = gr.HTML("")
        parts["again"] = _primary("Back to the start page", "v-again")
    gr.HTML(fragment("shortcuts"))
    with gr.Row(elem_id="v-hidden"):
        parts["refresh"] = gr.Button("refresh", elem_id="v-refresh")
        parts["end"] = gr.Button("end", elem_id="v-end")
    parts["pulse"] = gr.Timer(PULSE_S)
    parts["autosave"] = gr.Timer(AUTOSAVE_S, active=False)
    return parts


def _primary(text: str, elem_id: str) -> gr.Button:
    return gr.Button(text, variant="primary", elem_id=elem_id)


def _home(parts: Parts, desk: Desk) -> None:
    parts["hero"] = gr.HTML("")
    with gr.Row(elem_id="v-start-row"):
        parts["name"] = gr.Textbox(
            label="Your name (if you like)", max_length=80, elem_id="v-name", scale=2
        )
        parts["start"] = gr.Button(
            "Start an interview", variant="primary", elem_id="v-start", interactive=False, scale=1
        )
    parts["past"] = gr.HTML("")
    parts["growth"] = gr.Plot(visible=False, show_label=False, elem_id="v-growth")


def _coding(parts: Parts) -> None:
    with gr.Column(scale=4, min_width=320):
        parts["statement"] = gr.HTML("")
    with gr.Column(scale=6, min_width=360):
        parts["editor"] = gr.Code(
            language="python",
            lines=18,
            max_lines=32,
            label="Your solution",
            show_label=False,
            interactive=True,
            elem_id="v-editor",
            buttons=[],
        )
        with gr.Row(elem_classes="actions"):
            parts["run"] = gr.Button("Run the tests", elem_id="v-run")
            parts["hint"] = gr.Button("Hint", elem_id="v-hint")
            parts["done"] = _primary("I am done", "v-done")
        parts["results"] = gr.HTML("", elem_id="v-results")


def _answering(parts: Parts, desk: Desk) -> None:
    with gr.Column(scale=6, min_width=340, elem_id="v-talk"):
        parts["question"] = gr.HTML("")
        parts["exchanges"] = gr.HTML("")
        parts["listen"] = gr.HTML("")
        parts["reply"] = gr.Textbox(
            label="Or type your answer",
            lines=3,
            max_lines=8,
            max_length=LONGEST_REPLY,
            elem_id="v-reply",
        )
        with gr.Row(elem_classes="actions"):
            parts["finish_now"] = gr.Button(
                "Finish and see the report", elem_id="v-finish", visible=False
            )
            parts["skip"] = gr.Button("Skip", elem_id="v-skip")
            parts["send"] = _primary("Send", "v-send")
        parts["said"] = gr.HTML("")
    with gr.Column(scale=5, min_width=320, visible=False, elem_id="v-yourcode") as side:
        parts["yourcode"] = gr.HTML("")
    parts["side"] = side


# ------------------------------------------------------------------ what it shows


class Drawing:
    """Draws a screen for a visitor."""

    def __init__(self, desk: Desk, parts: Parts) -> None:
        self._desk = desk
        self._place = "this machine" if desk.settings.host in LOOPBACK else "this server"
        self._names = [name for name, part in parts.items() if part is not None]
        self.outputs: list[Component] = [parts[name] for name in self._names]
        self.nothing: list[Any] = [gr.skip() for _ in self._names]

    def __call__(self, screen: Screen, owner: str, said: str = "", **also: Any) -> list[Any]:
        """The updates of all outputs. ``also``: values that an action has set, by name."""
        if screen.session_id:
            updates = self._interview(screen, self._desk.open(owner, screen.session_id), said)
        else:
            screen.ready = self._desk.ready
            updates = self._home(owner, said)
        fresh = screen.changes(updates)
        for name, value in also.items():
            fresh.setdefault(name, {})["value"] = value
        return [
            _with_plot(name, fresh[name]) if name in fresh else gr.skip() for name in self._names
        ]

    def _interview(self, screen: Screen, live: Live, said: str) -> Updates:
        state, parts = live.session.state, live.session.parts
        now = time.time_ns() // 1_000_000
        speaks = parts.speak is not None
        seen = Seen(state, screen.session_id, now, parts.bank, speaks, self._place)
        updates = views.draw(seen, said)
        if "yourcode" in updates:
            updates["side"] = {"visible": updates["yourcode"].pop("visible")}
        place = f"{screen.session_id} {state.slug}"
        if state.phase == "coding" and screen.filled != place:
            # Filled once: from then on the editor is the candidate's.
            screen.filled = place
            source = state.code.source if state.code else parts.bank[state.slug].starter
            screen.sent.setdefault("editor", {}).pop("value", None)
            updates["editor"] = {"value": source}
        return updates

    def _home(self, owner: str, said: str) -> Updates:
        desk = self._desk
        past = [
            {"row": p.row, "profile": p.profile, "finished": p.finished, "when": _when(p.profile)}
            for p in desk.past(owner)
        ]
        points = growth.curve([p["profile"] for p in past if p["finished"]])
        enough = len({point.session_id for point in points}) > 1
        return {
            **{name: {"visible": name == "home"} for name in views.GROUPS},
            "head": {"value": views.head(None)},
            "notice": {"value": views.notice(said, {})},
            "hero": {
                "value": fragment(
                    "hero",
                    minutes=desk.settings.minutes,
                    ready=desk.ready,
                    trouble=desk.trouble,
                    place=self._place,
                )
            },
            "start": {"interactive": desk.ready},
            "past": {"value": fragment("past", past=past, place=self._place)},
            "growth": {"visible": enough, "value": tuple(points) if enough else ()},
            "autosave": {"active": False},
        }


def _with_plot(name: str, properties: dict[str, Any]) -> Any:
    if name == "growth" and properties.get("value") is not None:
        points = properties["value"]
        properties = {**properties, "value": chart.growth_figure(points) if points else None}
    return gr.update(**properties)


def _when(profile: Profile) -> str:
    local: datetime = profile.started_at.astimezone()
    return f"{local:%d %B %Y, %H:%M}".lstrip("0")


# ------------------------------------------------------------------ what can be done


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
