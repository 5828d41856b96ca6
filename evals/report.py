"""What came of replays: a summary of each, and of a whole run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pydantic import JsonValue
from rich.box import SIMPLE_HEAD
from rich.table import Table

from agent.events import Degraded, Recovered, TurnRead
from agent.profile_schema import Profile
from evals.candidate import unused_answers
from evals.origin import Origin
from evals.replay import Replayed
from evals.scorers.grounding import Grounded, ground
from evals.scorers.ordering import spearman
from evals.scorers.timing import Spread, Turn, spread, turns
from evals.scorers.verdicts import Agreement, Compared, agreement, compare, together
from evals.script import Script


@dataclass(frozen=True)
class PartDegraded:
    part: str
    said: str
    recovered: bool


@dataclass(frozen=True)
class Readings:
    """How many turns there were, and in how many of them a face and a voice were read."""

    face_agreed: bool
    voice_agreed: bool
    turns: int
    face: int
    voice: int


@dataclass(frozen=True)
class Summary:
    """One replay. ``mechanical`` is the part of the score that must come out the same each time.
    ``worded_by`` counts the questions about code by who worded them. Times are in milliseconds."""

    name: str
    level: int
    problem: str
    mode: str
    finished: bool
    score: float | None
    mechanical: JsonValue
    agreement: Agreement
    verdicts: tuple[Compared, ...]
    probes: tuple[Grounded, ...]
    worded_by: dict[str, int]
    readings: Readings
    turns: tuple[Turn, ...]
    to_first_sound: Spread | None
    to_first_sound_wall: Spread | None
    degraded: tuple[PartDegraded, ...]
    unused_answers: tuple[str, ...]
    entries: int

    @property
    def passed(self) -> bool:
        return self.finished and all(probe.ok for probe in self.probes)


@dataclass(frozen=True)
class Failed:
    """A replay that did not come to its end, with the sentence that says why."""

    name: str
    level: int
    why: str


def summarise(
    script: Script, replayed: Replayed, profile: Profile, wall_ms: Mapping[str, float]
) -> Summary:
    """``wall_ms``: see :class:`evals.voice.SpokenCandidate`; empty for a replay by text."""
    state = replayed.state
    rows = compare(script, state)
    timed = turns(replayed.entries, state, wall_ms)
    asked = [q for q in state.questions if q.move.question == "probe"]
    return Summary(
        name=script.name,
        level=script.level,
        problem=script.problem,
        mode=state.mode,
        finished=profile.finished,
        score=profile.score.technical,
        mechanical=mechanical(profile),
        agreement=agreement(rows),
        verdicts=tuple(rows),
        probes=tuple(ground(state)),
        worded_by=dict(Counter(q.wording.by for q in asked)),
        readings=_readings(replayed),
        turns=tuple(timed),
        to_first_sound=spread([t.total_ms for t in timed]),
        to_first_sound_wall=spread([t.wall_ms for t in timed if t.wall_ms is not None]),
        degraded=_degraded(replayed),
        unused_answers=unused_answers(script, state),
        entries=len(replayed.entries),
    )


def mechanical(profile: Profile) -> JsonValue:
    """The score without what a model extracts, and the verdicts that it is made of."""
    return {
        "score": profile.score.model_dump(mode="json", exclude={"discussion"}),
        "verdicts": {
            f"{q.subject} {q.step}": q.verdict for q in profile.questions if q.kind == "probe"
        },
    }


def _readings(replayed: Replayed) -> Readings:
    read = [e.event for e in replayed.entries if isinstance(e.event, TurnRead)]
    consent = replayed.state.consent
    return Readings(
        face_agreed=consent is not None and consent.face,
        voice_agreed=consent is not None and consent.voice,
        turns=len(read),
        face=sum(r.face is not None for r in read),
        voice=sum(r.voice is not None for r in read),
    )


def _degraded(replayed: Replayed) -> tuple[PartDegraded, ...]:
    said = dict[str, str]()
    now = dict[str, bool]()
    for entry in replayed.entries:
        match entry.event:
            case Degraded(part, sentence):
                said[part], now[part] = sentence, True
            case Recovered(part):
                now[part] = False
            case _:
                pass
    return tuple(PartDegraded(part, said[part], not now[part]) for part in said)


# ------------------------------------------------------------------ a whole run


@dataclass(frozen=True)
class Run:
    """Several replays and where they come from."""

    origin: Origin
    mode: str
    model: str
    replays: tuple[Summary, ...]
    failed: tuple[Failed, ...]
    agreement: Agreement
    spearman: float | None
    families: dict[str, int]
    levels: dict[str, int]
    passed: bool


def taken_together(
    results: Iterable[Summary | Failed], origin: Origin, *, mode: str, model: str
) -> Run:
    """``mode`` is ``text`` or ``voice``; ``model`` the language model, or ``none``."""
    ordered = sorted(results, key=lambda r: (r.level, r.name))
    done = [r for r in ordered if isinstance(r, Summary)]
    failed = [r for r in ordered if isinstance(r, Failed)]
    agreed = together([r.agreement for r in done])
    scored = [(r.score, r.level) for r in done if r.score is not None]
    passed = not failed and agreed.passed and all(r.passed for r in done)
    return Run(
        origin=origin,
        mode=mode,
        model=model,
        replays=tuple(done),
        failed=tuple(failed),
        agreement=agreed,
        spearman=spearman([s for s, _ in scored], [level for _, level in scored]),
        families=dict(sorted(Counter(p.family for r in done for p in r.probes).items())),
        levels=dict(sorted(Counter(p.level for r in done for p in r.probes).items())),
        passed=passed,
    )


def table(run: Run) -> Table:
    """One row a candidate. ``first sound``: from the end of a reply, the median."""
    shown = Table(
        "candidate", "level", "score", "equal", "unscored", "different", "first sound", "missing",
        box=SIMPLE_HEAD, pad_edge=False, collapse_padding=True,
    )  # fmt: skip
    for r in run.replays:
        agreed = r.agreement
        heard = r.to_first_sound_wall or r.to_first_sound
        shown.add_row(
            r.name,
            str(r.level),
            "-" if r.score is None else f"{r.score:.1f}",
            f"{agreed.equal} of {agreed.probes}",
            str(agreed.unscored),
            str(agreed.different),
            f"{heard.p50:.0f} ms" if heard else "-",
            ", ".join(d.part for d in r.degraded if not d.recovered) or "-",
        )
    for f in run.failed:
        shown.add_row(f.name, str(f.level), "[red]failed[/]")
    return shown


def troubles(run: Run) -> Sequence[str]:
    """What keeps the run from passing, and what a reader should know, a sentence each."""
    said = [f"{f.name}: {f.why}" for f in run.failed]
    for r in run.replays:
        said += [
            f'{r.name}: {v.probe} ({v.question_id}) "{v.said}": '
            f"{v.got} where the script expects {v.expected} ({v.reason})"
            for v in r.verdicts
            if v.outcome != "equal"
        ]
        said += [
            f"{r.name}: {p.probe} ({p.question_id}) names nothing of the code"
            if not p.names or not p.in_code
            else f"{r.name}: {p.probe} has no derivation on the tape"
            for p in r.probes
            if not p.ok
        ]
        if not r.finished:
            said.append(f"{r.name}: the interview did not come to its end")
    return said
