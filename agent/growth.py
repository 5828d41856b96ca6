"""Skill over sessions, with error bars. Pure.

Each session gives, per skill, ``points`` of ``out_of``; the interval is the 90 % Jeffreys interval
of that share (Brown, Cai and DasGupta 2001), so that a session with two questions shows how little
it says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from scipy.stats import beta

from agent.profile_schema import Profile, Share

Skill = Literal["tests", "understanding", "discussion"]
SKILLS: tuple[Skill, ...] = ("tests", "understanding", "discussion")
COVERAGE = 0.9


@dataclass(frozen=True)
class SkillPoint:
    """One skill in one session: a share in 0..1 with its interval."""

    session_id: str
    at: datetime
    skill: Skill
    value: float
    low: float
    high: float
    out_of: int


def curve(profiles: Sequence[Profile]) -> list[SkillPoint]:
    """The points of every skill, by time. Sessions in which a skill went unscored have none."""
    points = [
        _point(profile, skill, share)
        for profile in profiles
        for skill in SKILLS
        if (share := getattr(profile.score, skill)) is not None and share.out_of
    ]
    return sorted(points, key=lambda p: (p.at, p.skill))


def _point(profile: Profile, skill: Skill, share: Share) -> SkillPoint:
    low, high = jeffreys(share.points, share.out_of)
    value = share.points / share.out_of
    return SkillPoint(profile.session_id, profile.started_at, skill, value, low, high, share.out_of)


def jeffreys(points: float, out_of: int) -> tuple[float, float]:
    """The interval of a share; it reaches 0 or 1 where all or none were met."""
    a, b = points + 0.5, out_of - points + 0.5
    tail = (1 - COVERAGE) / 2
    low = 0.0 if points == 0 else float(beta.ppf(tail, a, b))
    high = 1.0 if points == out_of else float(beta.ppf(1 - tail, a, b))
    return low, high
