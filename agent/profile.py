"""The interview profile, from the tape alone. Pure.

The technical score is arithmetic over tests and mechanically checked replies.  Nothing that the
face, voice or fluency tools read is looked at here for a score: those stand beside it.  What is
*unscored* counts neither for nor against.  Every finding carries its evidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from pydantic import JsonValue

from agent import findings
from agent.events import (
    CodeRead,
    Entry,
    ProblemOffered,
    QuestionSpoken,
    ReplyGiven,
    TurnExplained,
    TurnRead,
)
from agent.interview import fold
from agent.profile_schema import (
    AffectTurn,
    AskedQuestion,
    FluencySummary,
    ProblemShown,
    Profile,
    Score,
    Share,
    TestsShown,
    TurnFluency,
)
from agent.state import Question, State
from tools.affect import change_from_calm
from tools.code.probe import Probe

WEIGHTS = {"tests": 0.5, "understanding": 0.5}
HINT_COSTS = (0.0, 0.05, 0.15, 0.3)
"""What no, one, two and three hints take off the tests' share: each gives away more."""
POINTS = {"right": 1.0, "partial": 0.5, "wrong": 0.0}


def build(entries: Sequence[Entry], session_id: str = "") -> Profile:
    """The profile of one session. Works at any point of the interview, also an unfinished one."""
    state = fold(entries)
    spoken = {e.event.question_id: e.event for e in entries if isinstance(e.event, QuestionSpoken)}
    replies = {e.event.question_id: e.event for e in entries if isinstance(e.event, ReplyGiven)}
    turns = {e.event.question_id: e.event for e in entries if isinstance(e.event, TurnRead)}
    explained = {
        e.event.question_id: e.event for e in entries if isinstance(e.event, TurnExplained)
    }
    questions = [_question(q, state, replies.get(q.id)) for q in state.questions]
    tests = _tests(state)
    fluency = _fluency(turns, replies)
    profile = Profile(
        session_id=session_id,
        started_at=datetime.fromtimestamp(state.started_ms / 1000, UTC),
        minutes=round((state.last_ms - state.started_ms) / 60_000, 1),
        mode=state.mode,
        candidate=state.candidate,
        finished=state.phase == "done",
        ended_early=state.ended_early,
        problem=_problem(state, entries),
        score=score(state),
        questions=questions,
        code=state.code.source if state.code else "",
        tests=tests,
        hints=list(state.hints),
        fluency=fluency,
        affect=_affect(state, turns, explained),
        spoken_questions=len(spoken),
        degraded=dict(state.degraded),
        findings=[],
    )
    return profile.model_copy(update={"findings": findings.of(profile)})


def score(state: State) -> Score:
    """The mechanical score of an interview and what it is made of."""
    code = state.version(state.final_version) or state.code
    report = code.report if code else None
    tests = None
    if report:
        points = round(report.passed * (1 - HINT_COSTS[len(state.hints)]), 2)
        tests = Share(points=points, out_of=report.total, unscored=0)
    understanding = _understanding(state)
    met = [p.met for q in state.questions for p in _best_points(state, q)]
    discussion = Share(
        points=sum(m is True for m in met),
        out_of=sum(m is not None for m in met),
        unscored=sum(m is None for m in met) + _ungraded(state),
    )
    shares = {"tests": tests, "understanding": understanding}
    have = {k: s.points / s.out_of for k, s in shares.items() if s is not None and s.out_of}
    weight = sum(WEIGHTS[k] for k in have)
    technical = (
        round(100 * sum(WEIGHTS[k] * v for k, v in have.items()) / weight, 2) if weight else None
    )
    return Score(
        technical=technical,
        tests=tests,
        understanding=understanding if understanding.out_of or understanding.unscored else None,
        discussion=discussion if discussion.out_of or discussion.unscored else None,
    )


def _understanding(state: State) -> Share:
    """One verdict a probe: the last, so that a clarified reply replaces the unclear one."""
    verdicts: dict[str, str] = {}
    for q in state.questions:
        if q.move.question == "probe" and q.reply is not None:
            verdicts[q.move.subject] = q.check.verdict if q.check else "unscored"
    scored = [POINTS[v] for v in verdicts.values() if v in POINTS]
    return Share(points=sum(scored), out_of=len(scored), unscored=len(verdicts) - len(scored))


def _best_points(state: State, question: Question) -> list[Any]:
    """A staple and its follow-up are graded on the same points: each counts once, met if either
    shows it. They are counted where the subject comes last."""
    same = [
        q
        for q in state.questions
        if q.points
        and (q.move.question, q.move.subject) == (question.move.question, question.move.subject)
    ]
    if not question.points or same[-1] is not question:
        return []
    best: dict[str, Any] = {}
    for point in (p for q in same for p in q.points):
        kept = best.get(point.point)
        if kept is None or (kept.met is not True and point.met is not None):
            best[point.point] = point
    return list(best.values())


def _ungraded(state: State) -> int:
    return sum(
        q.move.question in ("resume", "walkthrough", "staple") and q.graded and not q.points
        for q in state.questions
    )


# ------------------------------------------------------------------ what is shown


def _problem(state: State, entries: Sequence[Entry]) -> ProblemShown | None:
    for entry in entries:
        if isinstance(entry.event, ProblemOffered) and entry.event.slug == state.slug:
            return ProblemShown(slug=state.slug, title=entry.event.title, why=entry.event.why)
    return None


def _question(question: Question, state: State, reply: ReplyGiven | None) -> AskedQuestion:
    probe = state.probes.get(question.move.subject)
    check = question.check
    return AskedQuestion(
        id=question.id,
        seq=question.seq,
        reply_seq=question.reply_seq,
        kind=question.move.question,
        step=question.move.step,
        subject=question.move.subject,
        text=question.wording.text,
        worded_by=question.wording.by,
        reply=question.reply,
        reply_source=question.reply_source,
        verdict=_verdict(question),
        reason=check.reason if check else "",
        decided_by=(check.start, check.end) if check and check.end else None,
        misconception=check.misconception if check else "",
        points=list(question.points),
        key=_key_text(probe) if probe else "",
        found_by=probe.key.derivation.method if probe else "",
        evidence=_shown_evidence(probe) if probe else {},
        family=probe.family if probe else "",
        level=probe.level if probe else "",
        lines=list(probe.lines) if probe else [],
        identifiers=list(probe.identifiers) if probe else [],
        version=question.version,
        audio_s=reply.audio_s if reply else 0.0,
    )


def _verdict(question: Question) -> str:
    if question.reply is None:
        return "open"
    if question.reply_source == "skipped":
        return "skipped"
    if question.check:
        return "unscored" if question.check.verdict == "unclear" else question.check.verdict
    if question.move.question in ("resume", "walkthrough", "staple"):
        return "graded" if question.points else "unscored"
    return "not graded"


def _key_text(probe: Probe) -> str:
    key = probe.key
    if key.kind == "choice":
        right = next((o for o in key.options if o.id == key.value), None)
        return right.spoken[0] if right and right.spoken else str(key.value)
    if key.kind == "line":
        return f"line {key.value}"
    if key.kind in ("input", "reach"):
        return _arguments(key.value)
    if key.kind == "cover" and isinstance(key.value, list):
        return "; then ".join(_arguments(args) for args in key.value)
    return _literal(key.value)


def _arguments(args: JsonValue) -> str:
    return ", ".join(_literal(a) for a in (args if isinstance(args, list) else [args]))


def _literal(value: JsonValue) -> str:
    """A JSON value as it reads in Python."""
    return repr(value)


def _shown_evidence(probe: Probe) -> dict[str, JsonValue]:
    derivation = probe.key.derivation
    return {"inputs": list(derivation.inputs), **derivation.evidence}


def _tests(state: State) -> TestsShown | None:
    code = state.version(state.final_version) or state.code
    if code is None or code.report is None:
        return None
    return TestsShown(
        version=code.version,
        passed=code.report.passed,
        total=code.report.total,
        problem=code.report.problem,
        results=list(code.report.results),
    )


def _fluency(turns: dict[str, TurnRead], replies: dict[str, ReplyGiven]) -> FluencySummary | None:
    read = {q: t.fluency for q, t in turns.items() if t.fluency is not None and q in replies}
    if not read:
        return None
    words = sum(f.words for f in read.values())
    speech = sum(f.speech_s for f in read.values())
    latencies = sorted(f.latency_s for f in read.values() if f.latency_s is not None)
    return FluencySummary(
        turns=[TurnFluency(question_id=q, figures=f) for q, f in read.items()],
        words=words,
        speech_s=round(speech, 2),
        pace_wpm=round(60 * words / speech, 1) if speech >= 1 else None,
        longest_pause_s=max(f.longest_pause_s for f in read.values()),
        median_latency_s=latencies[len(latencies) // 2] if latencies else None,
    )


def _affect(
    state: State, turns: dict[str, TurnRead], explained: dict[str, TurnExplained]
) -> list[AffectTurn] | None:
    consent = state.consent
    if consent is None or not (consent.face or consent.voice):
        return None
    kinds = {q.id: q.move.question for q in state.questions}
    balances = {q: t.affect.balance if t.affect else None for q, t in turns.items()}
    calm = [b for q, b in balances.items() if kinds.get(q) in ("introduction", "resume")]
    return [
        AffectTurn(
            question_id=q,
            face=t.face,
            voice=t.voice,
            fused=t.affect,
            change=change_from_calm(balances[q], calm),
            face_map=explained[q].face if q in explained else None,
            voice_map=explained[q].voice if q in explained else None,
            map_trouble=explained[q].trouble if q in explained else "",
        )
        for q, t in turns.items()
        if t.face is not None or t.voice is not None
    ]


def probes_asked(entries: Sequence[Entry]) -> list[Probe]:
    """The probes that were asked, in order, as the tape has them with their keys."""
    state = fold(entries)
    known = {p.id: p for e in entries if isinstance(e.event, CodeRead) for p in e.event.probes}
    known.update(state.probes)
    return [known[q.move.subject] for q in state.questions if q.move.question == "probe"]
