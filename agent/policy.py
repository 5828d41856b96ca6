"""Which probes to ask and which moves are legal next, best first. Pure.

The agenda is fixed when the candidate is done coding; what is then chosen among the offered moves
changes the order of the questions and never which ones count, so that the same replies give the
same mechanical score whoever chooses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from agent.events import Move, Verdict
from agent.state import Question, State
from tools.code.probe import Probe

OFFERED = 3  # moves offered at a time: enough to choose from, few enough to read in one prompt

# What separates understanding from memorising is worth asking first.
_WORTH = {
    "T13": 2.5, "T12": 1.8, "T6": 1.5, "T4": 1.2, "T15": 1.2, "T14": 1.1, "T5": 1.1, "T9": 1.0,
    "T3": 1.0, "T2": 1.0, "T1": 0.8, "T8": 0.8, "T10": 0.5, "T11": 0.5, "T7": 0.3,
}  # fmt: skip


def agenda(probes: Sequence[Probe], wanted: int) -> tuple[str, ...]:
    """Ids of at most ``wanted`` probes, spread over families, levels and lines, easy ones first and
    no family twice in a row where that can be had."""
    chosen: list[Probe] = []
    rest = sorted(probes, key=lambda p: p.id)
    while rest and len(chosen) < wanted:
        best = max(rest, key=lambda p: (_gain(p, chosen), -len(p.text)))
        chosen.append(best)
        rest.remove(best)
    return tuple(p.id for p in _spaced(sorted(chosen, key=lambda p: (p.difficulty, p.id))))


def _gain(probe: Probe, chosen: Sequence[Probe]) -> float:
    families = Counter(p.family for p in chosen)
    levels = Counter(p.level for p in chosen)
    lines = Counter(line for p in chosen for line in p.lines)
    simpler = {d for p in chosen for d in p.deeper}
    return (
        _WORTH.get(probe.family, 0.5)
        - 2.0 * families[probe.family]
        - 0.7 * levels[probe.level]
        - 0.5 * max((lines[line] for line in probe.lines), default=0)
        - (1.5 if probe.id in simpler else 0.0)  # kept for going deeper
    )


def _spaced(probes: Sequence[Probe]) -> list[Probe]:
    """The same probes, each time the first whose family differs from the one before."""
    rest, out = list(probes), list[Probe]()
    while rest:
        last = out[-1].family if out else None
        out.append(rest.pop(next((i for i, p in enumerate(rest) if p.family != last), 0)))
    return out


def probing_moves(state: State) -> tuple[Move, ...]:
    """The legal moves after the last question of the probing phase; none when enough is known."""
    last = state.questions[-1]
    verdict = last.check.verdict if last.check else None
    if last.move.question == "probe" and verdict is not None:
        follow = _clarify(last, verdict) or _deeper(state, last, verdict)
        if follow:
            return follow
    probes, asked = state.probes, _asked(state, "probe")
    left = [probes[i] for i in state.agenda if i in probes and i not in asked]
    family = probes[last.move.subject].family if last.move.subject in probes else None
    left.sort(key=lambda p: p.family == family)  # stable: keeps the agenda's order otherwise
    return tuple(
        Move("probe", "next", p.id, f"{p.family}, {p.level}, not asked yet") for p in left[:OFFERED]
    )


def _clarify(last: Question, verdict: Verdict) -> tuple[Move, ...]:
    if verdict != "unclear" or last.move.step == "clarify" or last.reply_source == "skipped":
        return ()
    return (Move("probe", "clarify", last.move.subject, "the reply could not be read"),)


def _deeper(state: State, last: Question, verdict: Verdict) -> tuple[Move, ...]:
    probe = state.probes.get(last.move.subject)
    if probe is None or verdict not in ("wrong", "partial") or last.move.step == "deeper":
        return ()
    open_ids = [
        i
        for i in probe.deeper
        if i in state.probes and i not in state.agenda and i not in _asked(state, "probe")
    ]
    return tuple(Move("probe", "deeper", i, f"the reply was {verdict}") for i in open_ids[:1])


def resume_moves(state: State) -> tuple[Move, ...]:
    """The next question about the résumé, in the order of its passages."""
    read = state.resume.questions if state.resume else ()
    asked = _asked(state, "resume")
    left = [q for q in read if q.id not in asked]
    return tuple(Move("resume", "next", q.id, f"a passage of kind {q.kind}") for q in left[:1])


def staple_moves(state: State) -> tuple[Move, ...]:
    """A follow-up to the last staple once, else the next staple of the plan."""
    last = state.questions[-1]
    answered = last.reply_source not in ("skipped", "")
    if last.move.question == "staple" and last.move.step == "next" and answered:
        return (Move("staple", "follow_up", last.move.subject, "each staple has one follow-up"),)
    asked = _asked(state, "staple")
    left = [s for s in state.staples if s not in asked]
    return tuple(Move("staple", "next", s, "a standard question") for s in left[:1])


def _asked(state: State, kind: str) -> set[str]:
    return {q.move.subject for q in state.questions if q.move.question == kind}
