"""From the end of a reply to the first sound of the next question, by stage."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from agent.events import Entry, TurnTimed
from agent.state import State


@dataclass(frozen=True)
class Turn:
    """``stages`` and ``total_ms`` are the session's own times; ``wall_ms`` was taken outside it,
    from the end of the reply's sound, and is None where the replay was resumed since."""

    question_id: str
    stages: dict[str, float]
    total_ms: float
    wall_ms: float | None


@dataclass(frozen=True)
class Spread:
    """Milliseconds. ``p95`` is the nearest rank, so of few turns it is the slowest."""

    count: int
    p50: float
    p95: float


def turns(entries: Sequence[Entry], state: State, wall_ms: Mapping[str, float]) -> list[Turn]:
    """The timed turns on the tape; none in a replay by text, where nothing sounds. After the
    introduction comes a problem and not a question, so that is no turn."""
    openings = {q.id for q in state.questions if q.move.question == "introduction"}
    events = [e.event for e in entries if isinstance(e.event, TurnTimed)]
    timed = [e for e in events if e.question_id not in openings]
    return [
        Turn(
            t.question_id,
            dict(t.stages),
            round(sum(t.stages.values()), 1),
            wall_ms.get(t.question_id),
        )
        for t in timed
    ]


def spread(milliseconds: Sequence[float]) -> Spread | None:
    """None of nothing."""
    if not milliseconds:
        return None
    ordered = sorted(milliseconds)
    return Spread(len(ordered), _rank(ordered, 0.50), _rank(ordered, 0.95))


def _rank(ordered: Sequence[float], share: float) -> float:
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]
