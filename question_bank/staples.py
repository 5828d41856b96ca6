"""Which behavioural questions to ask: those that fit what a candidate says of themselves, and that
they have not been asked before. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from question_bank.schema import Staple

# What people say of their work, and the topics of the questions that fit it.
_FITS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        r"\b(?:on.?call|devops|sre|site reliab|infrastructure|operations|platform|"
        r"sysadmin|cloud)|운영|인프라",
        "operations",
        ("operations", "performance", "debugging"),
    ),
    (
        r"\b(?:lead|leads|led|leading|manag|mentor|senior|principal|architect|head of)"
        r"|리드|팀장|멘토",
        "leading",
        ("mentoring", "conflict", "planning"),
    ),
    (
        r"\b(?:front.?end|product|ux|ui|design(?:er)?s?|mobile|app|apps|users?|customers?)\b|사용자|고객",
        "product work",
        ("requirements", "communication", "design"),
    ),
    (r"\b(?:test|qa|quality|ci)\w*\b|테스트|품질", "testing", ("testing", "quality")),
    (
        r"\b(?:student|graduate|intern|boot ?camp|beginner|junior|first job|degree|university|"
        r"self.?taught)|학생|신입|졸업",
        "starting out",
        ("learning", "motivation", "teamwork", "failure"),
    ),
    (r"\b(?:secur|privacy|crypto|auth)\w*|보안", "security", ("security", "quality")),
    (
        r"\b(?:back.?end|server|api|apis|database|data|pipeline|distributed|services?)\b"
        r"|백엔드|서버|데이터",
        "systems",
        ("design", "performance", "trade-off", "operations"),
    ),
    (
        r"\b(?:legacy|maint\w+|refactor\w*|migrat\w+|old code)\b|유지보수|리팩터링|마이그레이션",
        "code that has grown",
        ("maintenance", "trade-off"),
    ),
    (
        r"\b(?:research|machine learning|ml|ai|scien\w+|phd|model|models)\b|연구|머신러닝",
        "research",
        ("learning", "trade-off", "testing"),
    ),
    (r"\b(?:remote|distributed team|freelanc\w*|open source)\b|원격", "working apart",
     ("communication", "teamwork")),
)  # fmt: skip


def choose_staples(
    staples: Sequence[Staple], introduction: str, asked: Sequence[str], wanted: int
) -> tuple[tuple[str, ...], str]:
    """Ids of at most ``wanted`` questions, and why these, in a sentence.

    ``asked``: ids asked in earlier interviews, oldest first.  Questions never asked come first,
    then those longest ago; among them those that fit the introduction, no two on one topic.
    """
    weights, said = _fit(introduction)
    last = {staple: n for n, staple in enumerate(asked, 1)}
    order = {staple.id: n for n, staple in enumerate(staples)}
    # Every interview starts elsewhere in the list, so that what fits nobody is asked as well.
    turn = len(asked) % max(1, len(staples))
    left = list(staples)
    chosen: list[Staple] = []
    while left and len(chosen) < wanted:
        used = {topic for one in chosen for topic in one.topics}

        def worth(one: Staple, used: set[str] = used) -> tuple[float, ...]:
            fits = sum(weights[topic] for topic in one.topics) / max(1, len(one.topics)) ** 0.5
            again = len(used.intersection(one.topics))
            place = (order[one.id] - turn) % len(staples)
            return (-last.get(one.id, 0), fits - 2.0 * again, -place)

        best = max(left, key=worth)
        chosen.append(best)
        left.remove(best)
    fitting = any(weights[topic] for one in chosen for topic in one.topics)
    why = f"They fit what you said about {said}." if said and fitting else "They are standard ones."
    return tuple(one.id for one in chosen), why


def _fit(introduction: str) -> tuple[Counter[str], str]:
    """How well each topic fits, and what was heard, in words."""
    weights: Counter[str] = Counter()
    heard = []
    for pattern, what, topics in _FITS:
        if re.search(pattern, introduction, re.IGNORECASE):
            heard.append(what)
            for place, topic in enumerate(topics):
                weights[topic] += 3 - place if place < 3 else 1
    return weights, " and ".join(heard[:2])
