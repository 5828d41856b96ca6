"""Choose a problem for a candidate: by what they ask for, their level, and what they have seen.

:func:`rank` is pure.  :class:`IndexFindProblem` feeds it from the search index.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from question_bank.bank import Bank, load_bank
from question_bank.embed import Embed, MiniLm
from question_bank.index import Index, open_index, readable
from question_bank.schema import Difficulty, Problem
from question_bank.wish import Wish, read_wish
from viva.errors import BankError
from viva.settings import Settings

# Where a problem stands on the scale of levels, 0..1: who is at 0.5 should meet a medium one.
STANDS: dict[Difficulty, float] = {"easy": 0.2, "medium": 0.5, "hard": 0.85}
_POOL = 60


@dataclass(frozen=True)
class Choice:
    """``why`` is one sentence for the candidate and names no way to solve the problem that the
    candidate has not named first; ``score`` orders the choices of one call, higher is better."""

    slug: str
    why: str
    score: float = 0.0


class FindProblem(Protocol):
    def find(
        self, wish: str, *, introduction: str, level: float, seen: Sequence[str]
    ) -> Sequence[Choice]:
        """Problems for a candidate, best first; never empty.

        ``wish`` and ``introduction`` are the candidate's own words and may be empty.  ``level`` is
        0..1, 0.5 in the middle.  ``seen``: slugs met before; they come last.

        Raises:
            BankError: there is nothing to choose from.
        """
        ...


def rank(
    wish: Wish,
    bank: Mapping[str, Problem],
    *,
    meaning: Mapping[str, float],
    background: Mapping[str, float],
    level: float,
    seen: Collection[str],
) -> tuple[Choice, ...]:
    """The problems in ``meaning``, best first: those not seen before those seen.

    ``meaning`` and ``background`` are similarities, 0..1, of each problem to the wish and to the
    self-introduction; a slug missing from ``background`` counts as 0.  A topic that was named
    counts more when nothing else was said; the background only tips a balance.
    """
    target = wish.target(level)
    choices = []
    for slug, similarity in meaning.items():
        problem = bank[slug]
        tags = {*problem.topics, *problem.approach}
        named = [topic for topic in wish.topics if tags & set(topic.tags)]
        unwanted = bool(tags & set(wish.without))
        score = (
            1.5 * similarity
            + (0.5 if wish.free else 1.0) * len(named) / max(1, len(wish.topics))
            + (0.8 if wish.asks_level else 0.5) * (1 - abs(STANDS[problem.difficulty] - target))
            + 0.2 * background.get(slug, 0.0)
            - 2.0 * unwanted
        )
        old = slug in seen
        choices.append(
            Choice(slug, _why(problem, wish, bool(named), old), round(score - 4.0 * old, 4))
        )
    return tuple(sorted(choices, key=lambda c: (-c.score, c.slug)))


def _why(problem: Problem, wish: Wish, named: bool, old: bool) -> str:
    article = "an" if problem.difficulty == "easy" else "a"
    about = _listed(problem.topics)
    novelty = "that you have met before" if old else "that you have not seen"
    what = f'"{problem.title}" is {article} {problem.difficulty} problem about {about} {novelty}.'
    if wish.unread:
        return f"I read wishes in English only, so I chose by level: {what}"
    if wish.topics:
        asked = _listed([topic.said for topic in wish.topics])
        lead = f"You asked for {asked}" if named else f"Not on {asked}, but it may fit"
        return f"{lead}: {what}"
    if wish.asks_level:
        return f"You asked for something {wish.level_said}: {what}"
    if wish.free:
        return f"Of all problems this is near to what you said: {what}"
    return f"You left the choice to me: {what}"


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


class IndexFindProblem:
    """The real backend: the search index over the bank on this machine."""

    def __init__(
        self, settings: Settings, *, bank: Bank | None = None, embed: Embed | None = None
    ) -> None:
        """Opens the index, and builds it if it must.

        Raises:
            BankError: the bank is empty, or the index cannot be built.
            WeightError: the embedding model is not on this machine.
        """
        self._bank = load_bank() if bank is None else bank
        self._index: Index = open_index(self._bank, settings, embed or MiniLm(settings))

    @property
    def index(self) -> Index:
        return self._index

    def find(
        self, wish: str, *, introduction: str, level: float, seen: Sequence[str]
    ) -> tuple[Choice, ...]:
        read = read_wish(wish, {t for p in self._bank.values() for t in (*p.topics, *p.approach)})
        near = self._similar(wish) if read.free or read.topics else {}
        # A named topic must be met even where the similarity to the words of the wish is small.
        wanted = {tag for topic in read.topics for tag in topic.tags}
        pool = [s for s, p in self._bank.items() if wanted & {*p.topics, *p.approach}]
        if not near or len(set(near) - set(seen)) < 3:
            pool = list(self._bank)
        meaning = {slug: near.get(slug, 0.0) for slug in (*near, *pool)}
        return rank(
            read,
            self._bank,
            meaning=meaning,
            background=self._similar(introduction),
            level=min(1.0, max(0.0, level)),
            seen=seen,
        )

    def _similar(self, words: str) -> dict[str, float]:
        """Nothing for words that the embeddings cannot read: the choice then rests on the level."""
        try:
            readable(words)
        except BankError:
            return {}
        return {hit.slug: max(0.0, hit.score) for hit in self._index.search(words, k=_POOL)}


class ScriptedFindProblem:
    """For tests: gives prepared answers in order, to the wishes that it expects."""

    def __init__(self, script: Sequence[tuple[str | re.Pattern[str], Sequence[Choice]]]) -> None:
        """``script``: pairs of an expected wish (exact, or a pattern) and the choices to give."""
        self._script = list(script)

    def find(
        self, wish: str, *, introduction: str, level: float, seen: Sequence[str]
    ) -> tuple[Choice, ...]:
        if not self._script:
            raise AssertionError(f"unexpected call: find({wish!r})")
        expected, choices = self._script.pop(0)
        fits = expected == wish if isinstance(expected, str) else expected.search(wish)
        if not fits:
            raise AssertionError(f"find({wish!r}) where {expected!r} was expected")
        if not choices:
            raise BankError("The question bank has no problem that can be used.")
        return tuple(sorted(choices, key=lambda c: (c.slug in seen, -c.score)))

    def close(self) -> None:
        """Fails if a prepared answer was never asked for."""
        if self._script:
            raise AssertionError(f"never asked: {[str(wish) for wish, _ in self._script]}")
