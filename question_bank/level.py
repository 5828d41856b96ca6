"""How good a candidate is, per topic and how surely, from the problems that they have met. Pure.

A Rasch model with a level for the candidate and an offset for each topic, both with a normal
prior: what is solved in one topic says something about the others, and a topic of which little is
known stays near the candidate's overall level.  The estimate is the most probable one, the error
bar that of the Laplace approximation (Bock and Aitkin 1981 for the model; MacKay 2003, chapter 27,
for the approximation).

Levels run from 0 to 1 on the scale of :func:`stands`: who is at 0.5 should meet a medium problem.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from question_bank.schema import Difficulty, Problem

# Where the three difficulties stand on the scale of levels.
STANDS: dict[Difficulty, float] = {"easy": 0.2, "medium": 0.5, "hard": 0.85}
# Within a difficulty, problems are told apart by how much code their reference needs, which is
# measured; the constants are the medians of the bank's first 63 problems, in lines.
_LINES: dict[Difficulty, float] = {"easy": 10.0, "medium": 12.0, "hard": 18.0}
_WITHIN = 0.1

_LOGITS = 6.0  # one end of the scale of levels to the other
_OVERALL_SD = 1.5  # logits: how far candidates differ
_TOPIC_SD = 0.6  # logits: how far the topics of one candidate differ
_CODE_WEIGHT = 2.0  # a solved problem, in answers to questions
_FADES = 0.95  # what an interview still counts after each later one
HINT_COST = 0.15
UNSOLVED = 0.4  # the most that code which fails a test can earn: many tests pass by luck


@dataclass(frozen=True)
class Outcome:
    """What came of one problem. ``passed`` of ``tests``; ``answered`` of the questions about the
    code could be judged, ``right`` of them were right (a half right one counts a half)."""

    slug: str
    difficulty: Difficulty
    stands: float
    topics: tuple[str, ...]
    approach: tuple[str, ...] = ()
    passed: int = 0
    tests: int = 0
    hints: int = 0
    right: float = 0.0
    answered: int = 0

    @property
    def solved(self) -> bool:
        return self.tests > 0 and self.passed == self.tests

    @property
    def credit(self) -> float:
        """0..1 for the code."""
        earned = 1.0 if self.solved else UNSOLVED * self.passed / max(1, self.tests)
        return earned * max(0.0, 1.0 - HINT_COST * self.hints)


@dataclass(frozen=True)
class Reading:
    """A level on 0..1 and its standard deviation on the same scale."""

    level: float
    sd: float


@dataclass(frozen=True, eq=False)
class Estimate:
    """``outcomes`` are what it rests on, oldest first; ``because`` is what the candidate said that
    moved the start, as the middle of a sentence, if anything did."""

    outcomes: tuple[Outcome, ...]
    because: str
    _tags: tuple[str, ...] = field(repr=False)
    _mean: NDArray[np.float64] = field(repr=False)
    _covariance: NDArray[np.float64] = field(repr=False)

    @property
    def overall(self) -> Reading:
        return self.on(())

    def on(self, tags: Sequence[str]) -> Reading:
        """The level at problems with ``tags``."""
        row = _row(tags, self._tags)
        # A topic never met adds the whole of its prior's variance.
        unmet = sum(tag not in self._tags for tag in tags) / max(1, len(tags)) ** 2
        variance = float(row @ self._covariance @ row) + unmet * _TOPIC_SD**2
        level = 0.5 + float(row @ self._mean) / _LOGITS
        return Reading(min(1.0, max(0.0, level)), variance**0.5 / _LOGITS)


def at_level(level: float) -> Estimate:
    """The estimate of someone of whom nothing but ``level`` (0..1) is known, and that for sure."""
    mean = np.array([(level - 0.5) * _LOGITS])
    return Estimate((), "", (), mean, np.zeros((1, 1)))


def stands(problem: Problem) -> float:
    """Where a problem stands on the scale of levels: its difficulty, then the lines of code of its
    reference.  The length orders problems of one difficulty; it was not measured on people."""
    lines = [s for line in problem.reference.splitlines() if (s := line.strip())]
    count = sum(not line.startswith("#") for line in lines)
    typical = _LINES[problem.difficulty]
    offset = (count - typical) / typical if count else 0.0
    return STANDS[problem.difficulty] + _WITHIN * min(1.0, max(-1.0, offset))


def estimate(outcomes: Sequence[Outcome], introduction: str = "") -> Estimate:
    """The level after ``outcomes``, oldest first. ``introduction``: the candidate's own words, of
    which years of work, or that they are new to it, move the start."""
    start, because = start_from(introduction)
    tags = tuple(sorted({tag for o in outcomes for tag in (*o.topics, *o.approach)}))
    prior = np.zeros(1 + len(tags))
    prior[0] = (start - 0.5) * _LOGITS
    precision = np.diag([_OVERALL_SD**-2, *[_TOPIC_SD**-2] * len(tags)])
    rows, shares, weights, places = _evidence(outcomes, tags)
    mean = prior.copy()
    for _ in range(50):
        p = 1 / (1 + np.exp(places - rows @ mean))
        slope = rows.T @ (weights * (shares - p)) - precision @ (mean - prior)
        curvature = rows.T @ (rows * (weights * p * (1 - p))[:, None]) + precision
        change = np.linalg.solve(curvature, slope)
        mean = mean + change / max(1.0, float(np.abs(change).max()))  # no step overshoots
        if float(np.abs(change).max()) < 1e-9:
            break
    p = 1 / (1 + np.exp(places - rows @ mean))
    curvature = rows.T @ (rows * (weights * p * (1 - p))[:, None]) + precision
    return Estimate(
        tuple(outcomes), because, tags, mean, np.linalg.inv(curvature).astype(np.float64)
    )


def _evidence(
    outcomes: Sequence[Outcome], tags: tuple[str, ...]
) -> tuple[NDArray[np.float64], ...]:
    """Design rows (n, 1 + tags), shares, weights and difficulties in logits (n each): the code of
    each problem, and the questions about it where there were any."""
    found = []
    for age, outcome in enumerate(reversed(outcomes)):
        row = _row((*outcome.topics, *outcome.approach), tags)
        place, kept = (outcome.stands - 0.5) * _LOGITS, _FADES**age
        if outcome.tests:
            found.append((row, outcome.credit, _CODE_WEIGHT * kept, place))
        if outcome.answered:
            weight = min(outcome.answered, 6) / 4 * kept  # answers about one code hang together
            found.append((row, outcome.right / outcome.answered, weight, place))
    rows = np.array([f[0] for f in found]).reshape(len(found), 1 + len(tags))
    shares, weights, places = (np.array([f[n] for f in found]) for n in (1, 2, 3))
    return rows, shares, weights, places


def _row(tags: Sequence[str], known: tuple[str, ...]) -> NDArray[np.float64]:
    row = np.zeros(1 + len(known))
    row[0] = 1.0
    for tag in tags:
        if tag in known:
            row[1 + known.index(tag)] = 1 / len(tags)
    return row


# ------------------------------------------------------------------ what the candidate says

_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_YEARS = re.compile(
    rf"\b(\d{{1,2}}|{'|'.join(_NUMBERS)})\+? years?\b(?! old| ago| from| later)", re.IGNORECASE
)
_NEW = re.compile(
    r"\b(?:student|beginner|boot ?camp|just (?:started|graduated)|starting out|new to (?:coding|"
    r"programming|software|this)|learning to (?:code|program)|intern(?:ship)?)\b|학생|신입|초보",
    re.IGNORECASE,
)
_SENIOR = re.compile(r"\b(?:senior|staff engineer|principal engineer|tech lead)\b", re.IGNORECASE)


def start_from(introduction: str) -> tuple[float, str]:
    """Where to start, 0..1, with someone who introduces themselves so, and why (0.5 and "" when
    nothing in it says).  A start only: each problem solved or not soon weighs more."""
    years = [_NUMBERS.get(m[1].lower()) or int(m[1]) for m in _YEARS.finditer(introduction) if m[1]]
    if years and max(years) >= 8:
        return 0.62, f"you spoke of {max(years)} years"
    if _SENIOR.search(introduction):
        return 0.62, "you said that you are senior"
    if _NEW.search(introduction) and (not years or max(years) < 2):
        return 0.35, "you said that you are starting out"
    return 0.5, ""


# ------------------------------------------------------------------ why, in words


def record(known: Estimate, problem: Problem) -> str:
    """What earlier interviews say about this choice, as a clause: "you solved two medium ones on
    arrays, so I chose a harder one".  Empty when there were none."""
    if not known.outcomes:
        return f"{known.because}, so I chose by that" if known.because else ""
    about, topic = _relevant(known.outcomes, problem.topics)
    on = f" on {topic}" if topic else ""
    solved = [o for o in about if o.solved]
    band = (max(solved, key=lambda o: o.stands) if solved else about[-1]).difficulty
    tried = [o for o in about if o.difficulty == band]
    if solved:
        done = [o for o in tried if o.solved]
        of = "" if len(done) == len(tried) else f" of {_number(len(tried))}"
        article = "an" if band == "easy" else "a"
        what = (
            f"{article} {band} one" if len(tried) == 1 else f"{_number(len(done))}{of} {band} ones"
        )
        clause = f"you solved {what}{on}"
    else:
        done = tried
        what = f"{band} one" if len(tried) == 1 else f"{_number(len(tried))} {band} ones"
        clause = f"your code for the last {what}{on} did not pass every test"
    step = stands(problem) - sum(o.stands for o in done) / len(done)
    harder = "a harder one" if step > 0 else "an easier one"
    return f"{clause}, so I chose {harder if abs(step) > _WITHIN else 'one about as hard'}"


def _relevant(outcomes: Sequence[Outcome], topics: Sequence[str]) -> tuple[Sequence[Outcome], str]:
    """The outcomes in the first of ``topics`` that was met before, else all of them."""
    for topic in topics:
        about = [o for o in outcomes if topic in o.topics and o.tests]
        if about:
            return about, topic
    return [o for o in outcomes if o.tests] or outcomes, ""


def _number(n: int) -> str:
    return next((word for word, value in _NUMBERS.items() if value == n), str(n))
