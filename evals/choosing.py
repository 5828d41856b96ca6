"""Candidates of known skill go through the real choosing, six interviews each: does what they are
given come to fit them?

Nothing but the candidate is simulated: the problems are the bank's, each is chosen by
:func:`question_bank.choose.rank` as for someone who leaves the choice open, and each outcome moves
the estimate of :mod:`question_bank.level`.  A candidate passes by a model with other slopes than
the estimate assumes, with strong and weak topics, and with luck.
"""

from __future__ import annotations

import random
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp

from evals.origin import Origin, here_and_now
from evals.scorers.ordering import spearman
from question_bank.bank import load_bank
from question_bank.choose import Placed, placed, rank
from question_bank.level import Outcome, estimate
from question_bank.wish import Wish

SKILLS = (0.1, 0.3, 0.5, 0.7, 0.9)  # on the scale of levels
INTERVIEWS = 6
TUNED_ON = tuple(range(5))
SEEDS = tuple(range(100, 120))
_SLOPE = 8.0  # of passing, over the scale of levels; the estimate assumes 6
_TOPICS_SD = 0.08
_QUESTIONS = 5


@dataclass(frozen=True)
class Course:
    """One candidate: ``met`` are the slugs in order, ``stood`` where they stand on the scale of
    levels.  ``next_stands`` is what would be chosen after the last interview."""

    seed: int
    skill: float
    met: tuple[str, ...]
    stood: tuple[float, ...]
    solved: int
    level: float
    level_sd: float
    next_stands: float


@dataclass(frozen=True)
class Choosing:
    """``by_skill``: the mean over the seeds of where the next problem stands, by skill.
    ``spearman``: of skill with that mean.  ``spearman_each``: of skill with the next problem over
    every candidate; ``spearman_worst_seed`` the smallest of the seeds', of five candidates each.
    ``covered``: the share whose skill is within two standard deviations of the estimate."""

    origin: Origin
    seeds: tuple[int, ...]
    problems: int
    interviews: int
    by_skill: dict[str, float]
    spearman: float
    spearman_each: float
    spearman_worst_seed: float
    spearman_after_one: float
    repeats: int
    mean_error: float
    covered: float

    @property
    def passed(self) -> bool:
        return self.spearman >= 0.9 and self.spearman_each >= 0.9 and self.repeats == 0


def measure(seeds: Sequence[int] = SEEDS) -> Choosing:
    """Five candidates for each of ``seeds``.

    Raises:
        BankError: the bank cannot be read.
    """
    bank = placed(load_bank())
    courses = [take(bank, skill, seed) for seed in seeds for skill in SKILLS]
    following = {
        skill: statistics.mean(c.next_stands for c in courses if c.skill == skill)
        for skill in SKILLS
    }
    return Choosing(
        here_and_now(),
        tuple(seeds),
        len(bank),
        INTERVIEWS,
        {f"{skill:.1f}": round(mean, 3) for skill, mean in following.items()},
        _ordered(list(following), list(following.values())),
        _ordered([c.skill for c in courses], [c.next_stands for c in courses]),
        min(
            _ordered(list(SKILLS), [c.next_stands for c in courses if c.seed == seed])
            for seed in seeds
        ),
        _ordered([c.skill for c in courses], [c.stood[1] for c in courses]),
        sum(len(c.met) - len(set(c.met)) for c in courses),
        round(statistics.mean(abs(c.level - c.skill) for c in courses), 3),
        round(statistics.mean(abs(c.level - c.skill) <= 2 * c.level_sd for c in courses), 3),
    )


def told(found: Choosing) -> str:
    """The figures for a person."""
    rows = "\n".join(f"  skill {skill}: {at:.2f}" for skill, at in found.by_skill.items())
    return (
        f"After {found.interviews} interviews the next problem stands at (0 easiest, 1 hardest):\n"
        f"{rows}\n"
        f"Spearman with the skill: {found.spearman} of the means, {found.spearman_each} over all "
        f"{len(found.seeds) * len(SKILLS)} candidates, {found.spearman_worst_seed} in the worst of "
        f"{len(found.seeds)} seeds; {found.spearman_after_one} after one interview.\n"
        f"The estimate is off by {found.mean_error} on average; {found.covered:.0%} lie within two "
        f"standard deviations. Repeated problems: {found.repeats}.\n"
        f"{found.problems} problems; {found.origin.machine}; commit {found.origin.commit}."
    )


def take(bank: Mapping[str, Placed], skill: float, seed: int) -> Course:
    """One candidate's interviews. The same arguments give the same course."""
    luck = random.Random(f"{seed} {skill}")
    strong: dict[str, float] = {}
    outcomes: list[Outcome] = []
    for _ in range(INTERVIEWS):
        problem = bank[_chosen(bank, outcomes, luck)]
        for tag in sorted(problem.tags):
            strong.setdefault(tag, luck.gauss(0, _TOPICS_SD))
        there = skill + sum(strong[tag] for tag in problem.tags) / len(problem.tags)
        outcomes.append(_outcome(problem, there, luck))
    following = _chosen(bank, outcomes, luck)
    level = estimate(outcomes).overall
    return Course(
        seed,
        skill,
        tuple(o.slug for o in outcomes),
        tuple(o.stands for o in outcomes),
        sum(o.solved for o in outcomes),
        level.level,
        level.sd,
        bank[following].stands,
    )


def _chosen(bank: Mapping[str, Placed], outcomes: Sequence[Outcome], luck: random.Random) -> str:
    """What they are given; a third ask for another one first, as people do."""
    seen = [o.slug for o in outcomes]
    open_wish, nothing = Wish(), dict.fromkeys(bank, 0.0)
    choices = rank(
        open_wish,
        bank,
        meaning=nothing,
        background={},
        level=estimate(outcomes),
        seen=seen,
        k=2,
    )
    return choices[1 if luck.random() < 1 / 3 else 0].slug


def _outcome(one: Placed, there: float, luck: random.Random) -> Outcome:
    """What comes of a problem for someone who is at ``there`` in its topics."""
    margin = there - one.stands
    tests = len(one.problem.cases)
    solves = luck.random() < _chance(margin)
    # Code that fails still passes some tests, more of them when it is nearly right.
    passed = tests if solves else int(tests * min(0.95, max(0.0, luck.gauss(0.5 + margin, 0.2))))
    hints = sum(luck.random() < 0.35 * (1 - _chance(margin)) for _ in range(3))
    right = sum(luck.random() < _chance(margin + 0.1) for _ in range(_QUESTIONS))
    return Outcome(
        one.problem.slug,
        one.problem.difficulty,
        one.stands,
        tuple(one.problem.topics),
        tuple(one.problem.approach),
        passed,
        tests,
        hints,
        right,
        _QUESTIONS,
    )


def _chance(margin: float) -> float:
    return 1 / (1 + exp(-_SLOPE * margin))


def _ordered(skills: Sequence[float], values: Sequence[float]) -> float:
    return round(spearman(skills, values) or 0.0, 3)
