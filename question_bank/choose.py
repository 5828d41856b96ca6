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
from question_bank.level import Estimate, record, stands
from question_bank.schema import Problem
from question_bank.wish import Wish, overheard, read_wish
from viva.errors import BankError
from viva.settings import Settings

_POOL = 60
_OFFERED = 20  # choices that one call gives
_REPEAT = 4.0  # what having met a problem costs; more than all else together can earn
_FAMILIAR = 0.04  # what a topic met before costs, so that the next one is rather another


@dataclass(frozen=True)
class Choice:
    """``why`` is one sentence for the candidate and names no way to solve the problem that the
    candidate has not named first; ``score`` orders the choices of one call, higher is better."""

    slug: str
    why: str
    score: float = 0.0


class FindProblem(Protocol):
    def find(
        self, wish: str, *, introduction: str, level: Estimate, seen: Sequence[str]
    ) -> Sequence[Choice]:
        """Problems for a candidate, best first; never empty.

        ``wish`` and ``introduction`` are the candidate's own words and may be empty.  ``level`` is
        what earlier interviews say of them.  ``seen``: slugs met before; they come last.

        Raises:
            BankError: there is nothing to choose from.
        """
        ...


@dataclass(frozen=True)
class Placed:
    """A problem as :func:`rank` looks at it: worked out once for a bank, not once a choice."""

    problem: Problem
    tags: frozenset[str]
    stands: float


def placed(bank: Mapping[str, Problem]) -> dict[str, Placed]:
    return {
        slug: Placed(problem, frozenset((*problem.topics, *problem.approach)), stands(problem))
        for slug, problem in bank.items()
    }


def rank(
    wish: Wish,
    bank: Mapping[str, Placed],
    *,
    meaning: Mapping[str, float],
    background: Mapping[str, float],
    level: Estimate,
    seen: Collection[str],
    k: int | None = None,
) -> tuple[Choice, ...]:
    """The best ``k`` of the problems in ``meaning`` (all, without ``k``), those not seen first.

    ``meaning`` and ``background`` are similarities, 0..1, of each problem to the wish and to the
    self-introduction; a slug missing from ``background`` counts as 0.  A topic that was named
    counts more when nothing else was said; the background only tips a balance.
    """
    targets = {
        tags: wish.target(level.on(sorted(tags)).level)
        for tags in {bank[slug].tags for slug in meaning}
    }
    familiar = {topic for o in level.outcomes for topic in o.topics}
    asked = [frozenset(topic.tags) for topic in wish.topics]
    for_topics = (0.5 if wish.free else 1.0) / max(1, len(asked))
    for_level = 0.8 if wish.asks_level else 0.5
    unwanted, met = frozenset(wish.without), frozenset(seen)
    scored = []
    for slug, similarity in meaning.items():
        one = bank[slug]
        topics = one.problem.topics
        score = (
            1.5 * similarity
            + for_topics * sum(not one.tags.isdisjoint(topic) for topic in asked)
            + for_level * (1 - abs(one.stands - targets[one.tags]))
            + 0.2 * background.get(slug, 0.0)
            - _FAMILIAR * sum(topic in familiar for topic in topics) / len(topics)
            - 2.0 * (not one.tags.isdisjoint(unwanted))
            - _REPEAT * (slug in met)
        )
        scored.append((-round(score, 4), slug))
    scored.sort()
    return tuple(
        Choice(slug, _why(bank[slug], wish, level, slug in met), -score)
        for score, slug in scored[:k]
    )


def _why(one: Placed, wish: Wish, level: Estimate, old: bool) -> str:
    problem = one.problem
    article = "an" if problem.difficulty == "easy" else "a"
    about = _listed(problem.topics)
    novelty = "that you have met before" if old else "that you have not seen"
    what = f'"{problem.title}" is {article} {problem.difficulty} problem about {about} {novelty}.'
    past = "" if wish.asks_level else record(level, problem)
    if past:
        what = (
            f'{past}: "{problem.title}", {article} {problem.difficulty} problem about {about} '
            f"{novelty}."
        )
    joint = "; " if past else ": "
    if wish.unread:
        return f"I read wishes in English only, so I chose by level{joint}{what}"
    if wish.topics:
        asked = _listed([topic.said for topic in wish.topics])
        named = any(one.tags & set(topic.tags) for topic in wish.topics)
        said = "You spoke of" if wish.overheard else "You asked for"
        lead = f"{said} {asked}" if named else f"Not on {asked}, but it may fit"
        return f"{lead}{joint}{what}"
    if wish.asks_level:
        return f"You asked for something {wish.level_said}: {what}"
    if wish.free:
        return f"Of all problems this is near to what you said{joint}{what}"
    return f"You left the choice to me{joint}{what}"


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
        self._placed = placed(self._bank)
        self._tags = frozenset().union(*(one.tags for one in self._placed.values()))
        self._index: Index = open_index(self._bank, settings, embed or MiniLm(settings))

    @property
    def index(self) -> Index:
        return self._index

    def find(
        self, wish: str, *, introduction: str, level: Estimate, seen: Sequence[str]
    ) -> tuple[Choice, ...]:
        read = read_wish(wish, self._tags) if wish.strip() else overheard(introduction, self._tags)
        near = self._similar(wish) if read.free or read.topics else {}
        # A named topic must be met even where the similarity to the words of the wish is small.
        wanted = {tag for topic in read.topics for tag in topic.tags}
        pool = [s for s, one in self._placed.items() if not one.tags.isdisjoint(wanted)]
        if not near or len(set(near) - set(seen)) < 3:
            pool = list(self._placed)
        return rank(
            read,
            self._placed,
            meaning={slug: near.get(slug, 0.0) for slug in (*near, *pool)},
            background=self._similar(introduction),
            level=level,
            seen=seen,
            k=_OFFERED,
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
        self, wish: str, *, introduction: str, level: Estimate, seen: Sequence[str]
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
