"""The mechanical verdicts of a replay beside those that its script expects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from agent.events import Verdict
from agent.state import State
from evals.candidate import said_to
from evals.script import Script

MAX_UNSCORED = 0.10  # of the probes that were answered


@dataclass(frozen=True)
class Compared:
    """One reply to a question about code. ``unscored``: the checker could not read a reply that
    the script takes for clear; ``different``: it gave another verdict than the script."""

    question_id: str
    probe: str
    family: str
    level: str
    step: str
    asked: str
    said: str
    expected: Verdict
    got: Verdict
    reason: str
    outcome: Literal["equal", "unscored", "different"]


def compare(script: Script, state: State) -> list[Compared]:
    """Every checked reply of the interview; a question that was passed over has none."""
    rows = list[Compared]()
    for question in state.questions:
        if question.move.question != "probe" or question.check is None:
            continue
        said = said_to(script, state, question)
        if said is None:
            continue
        probe = state.probes[question.move.subject]
        got = question.check.verdict
        rows.append(
            Compared(
                question.id,
                probe.id,
                probe.family,
                probe.level,
                question.move.step,
                question.wording.text,
                question.reply or "",
                said.expect,
                got,
                question.check.reason,
                _outcome(said.expect, got),
            )
        )
    return rows


def _outcome(expected: Verdict, got: Verdict) -> Literal["equal", "unscored", "different"]:
    if expected == got:
        return "equal"
    return "unscored" if got == "unclear" else "different"


@dataclass(frozen=True)
class Agreement:
    """``probes`` were answered; of them ``unscored`` had no verdict in the end, though the script
    expects one. ``different`` counts replies."""

    probes: int
    equal: int
    unscored: int
    different: int

    @property
    def passed(self) -> bool:
        return self.different == 0 and self.unscored <= MAX_UNSCORED * self.probes


def agreement(rows: Sequence[Compared]) -> Agreement:
    """How the replies of one interview agree with its script, probe by probe."""
    last = {row.probe: row for row in rows}
    return Agreement(
        probes=len(last),
        equal=sum(row.outcome == "equal" for row in last.values()),
        unscored=sum(row.outcome == "unscored" for row in last.values()),
        different=sum(row.outcome == "different" for row in rows),
    )


def together(parts: Sequence[Agreement]) -> Agreement:
    """The agreement of several interviews taken as one."""
    return Agreement(
        probes=sum(a.probes for a in parts),
        equal=sum(a.equal for a in parts),
        unscored=sum(a.unscored for a in parts),
        different=sum(a.different for a in parts),
    )
