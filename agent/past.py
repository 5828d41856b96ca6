"""What earlier interviews of the same candidate say, read from their tapes: what came of each
problem, and what has been asked already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from agent import interview
from agent.state import State
from agent.tape import Tape
from question_bank.level import Outcome, stands
from question_bank.schema import Problem
from viva.errors import TapeError

LOOKED_AT = 50  # interviews, the newest
UNTESTED = "The tests could not be run"  # how a report begins of code that the sandbox did not run

_WORTH = {"right": 1.0, "partial": 0.5, "wrong": 0.0}


@dataclass(frozen=True)
class Past:
    """``outcomes`` and ``problems`` (the slugs that were taken) are in the order of the interviews,
    ``staples`` the ids of the behavioural questions in the order in which they were asked."""

    outcomes: tuple[Outcome, ...] = ()
    problems: tuple[str, ...] = ()
    staples: tuple[str, ...] = ()


def read_past(tape: Tape, owner: str, bank: Mapping[str, Problem], *, but: str = "") -> Past:
    """The past of ``owner`` without the session ``but``.  A session that another version wrote and
    this one cannot read is left out."""
    states = []
    for row in [r for r in tape.sessions(owner) if r.session_id != but][-LOOKED_AT:]:
        try:
            states.append(interview.fold(tape.entries(row.session_id)))
        except TapeError:
            continue
    found = [outcome(state, bank) for state in states]
    return Past(
        tuple(one for one in found if one is not None),
        tuple(state.slug for state in states if state.slug),
        tuple(
            q.move.subject
            for state in states
            for q in state.questions
            if q.move.question == "staple" and q.move.step == "next"
        ),
    )


def outcome(state: State, bank: Mapping[str, Problem]) -> Outcome | None:
    """What came of the problem of one interview; None if it shows nothing: no problem was taken, it
    has left the bank, or no code of it was ever run."""
    tested = [v.report for v in state.versions if v.report is not None]
    tested = [report for report in tested if not report.problem.startswith(UNTESTED)]
    report = tested[-1] if tested else None
    if report is None or not report.total or state.slug not in bank:
        return None
    problem = bank[state.slug]
    # The last word on each probe: one that was asked again counts once.
    verdicts = {
        q.move.subject: q.check.verdict
        for q in state.questions
        if q.move.question == "probe" and q.check and q.reply_source != "skipped"
    }
    judged = [_WORTH[verdict] for verdict in verdicts.values() if verdict in _WORTH]
    return Outcome(
        slug=state.slug,
        difficulty=problem.difficulty,
        stands=stands(problem),
        topics=tuple(problem.topics),
        approach=tuple(problem.approach),
        passed=report.passed,
        tests=report.total,
        hints=len(state.hints),
        right=sum(judged),
        answered=len(judged),
    )
