"""Draws the page for a visitor: what :mod:`ui.views` makes of the interview, or the start page.

Only what differs from what was drawn last is sent.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import gradio as gr
from gradio.components import Component

from agent import growth
from agent.profile_schema import Profile
from ui import chart, views
from ui.fragments import fragment
from ui.gate import LOOPBACK
from ui.layout import Parts
from ui.live import Desk, Live
from ui.views import Seen, Updates


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
