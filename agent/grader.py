"""Rubric points with quotes.

:func:`grade` lets the model answer yes or no for each rubric point and copy the words that show it;
the words are looked up in the reply, and a yes whose words do not stand there is unscored.  Replies
with a key are checked mechanically, in :mod:`agent.replies.check`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel

from agent.events import PointGraded
from agent.llm import Chat
from agent.replies.check import check
from agent.replies.verdict import Check, CodeUnderTest
from question_bank.schema import RubricPoint
from viva.errors import ModelAnswerInvalid

__all__ = ["Check", "CodeUnderTest", "Point", "check", "find_quote", "grade"]

MIN_QUOTE_WORDS = 2  # one word stands in almost every answer


class Point(BaseModel):
    met: Literal["yes", "no"]
    quote: str


def grade(
    chat: Chat,
    question: str,
    reply: str,
    rubric: Sequence[RubricPoint],
    *,
    between: Callable[[], None] = lambda: None,
) -> tuple[PointGraded, ...]:
    """Each rubric point of ``reply``: met with a quote, not met, or unscored (None).

    ``between`` is called before each point: what is more urgent may use the model then.

    Raises:
        ModelGone, ModelSlow: the model does not answer.
    """
    points: list[PointGraded] = []
    for point in rubric:
        between()
        points.append(_point(chat, question, reply, point))
    return tuple(points)


def _point(chat: Chat, question: str, reply: str, point: RubricPoint) -> PointGraded:
    asked = _prompt().format(question=question, reply=reply, looks_for=point.looks_for)
    unscored = PointGraded(point.id, point.looks_for, None, "", 0, 0)
    try:
        answer = chat.ask("You check answers, one point at a time.", asked, Point, max_tokens=120)
    except ModelAnswerInvalid:
        return unscored  # an answer that cannot be parsed is unscored, never zero
    if answer.met == "no":
        return PointGraded(point.id, point.looks_for, False, "", 0, 0)
    place = find_quote(reply, answer.quote)
    if place is None:
        return unscored
    start, end = place
    return PointGraded(point.id, point.looks_for, True, reply[start:end], start, end)


def find_quote(reply: str, quote: str) -> tuple[int, int] | None:
    """Where ``quote`` stands in ``reply``, word for word (case, spacing and punctuation aside)."""
    words = re.findall(r"[\w']+", quote)
    if len(words) < MIN_QUOTE_WORDS:
        return None
    pattern = r"[^\w']+".join(map(re.escape, words))
    match = re.search(rf"(?<![\w']){pattern}(?![\w'])", reply, re.IGNORECASE)
    return match.span() if match else None


@cache
def _prompt() -> str:
    return (Path(__file__).parent / "prompts" / "grade.md").read_text()
