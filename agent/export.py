"""What leaves the machine when the candidate exports: affect only when asked for. Pure."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from agent import profile
from agent.events import Entry, TurnExplained, TurnRead, dump
from agent.profile_schema import Profile


def entries_for_export(entries: Sequence[Entry], *, affect: bool) -> list[Entry]:
    """The tape, with the face and voice readings taken out unless ``affect``, and with what those
    rest on blanked: an entry that were missing would leave a hole in the numbering."""
    if affect:
        return list(entries)
    return [
        replace(e, event=replace(e.event, face=None, voice=None, affect=None))
        if isinstance(e.event, TurnRead)
        else replace(e, event=replace(e.event, face=None, voice=None))
        if isinstance(e.event, TurnExplained)
        else e
        for e in entries
    ]


def profile_for_export(entries: Sequence[Entry], session_id: str, *, affect: bool) -> Profile:
    built = profile.build(entries_for_export(entries, affect=affect), session_id)
    return built if affect else built.without_affect()


def tape_lines(entries: Sequence[Entry], *, affect: bool) -> str:
    """One JSON object a line: seq, at_ms, event."""
    return "".join(
        json.dumps({"seq": e.seq, "at_ms": e.at_ms, "event": json.loads(dump(e.event))}) + "\n"
        for e in entries_for_export(entries, affect=affect)
    )
