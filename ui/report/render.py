"""Renders the profile. Everything of the candidate's is escaped by Jinja."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from agent.profile_schema import (
    AskedQuestion,
    AudioSpan,
    CodeLine,
    Evidence,
    Observed,
    OnTape,
    Profile,
    TestRun,
    Words,
)
from ui import fragments
from ui.report import spans

_METHODS = {
    "parse": "read from the structure of your code",
    "run": "found by running your code",
    "trace": "read from a trace of your code running",
    "mutate": "found by changing your code and running both",
    "count": "counted while your code ran",
}
_VERDICTS = {
    "right": "right",
    "partial": "partly right",
    "wrong": "not right",
    "unscored": "unscored",
    "skipped": "skipped",
    "graded": "looked through",
    "not graded": "not scored",
    "open": "not answered",
}
_KINDS = {
    "introduction": "About you",
    "resume": "Your résumé",
    "walkthrough": "Your solution in your own words",
    "probe": "About your code",
    "staple": "Experience",
    "wrap_up": "Your questions",
}


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters["code"] = fragments.code
    environment.globals.update(
        marked=spans.marked,
        decisive=spans.decisive,
        ring=spans.ring,
        speech_strip=spans.speech_strip,
        share_bar=spans.share_bar,
        seen_as=spans.seen_as,
        compared=spans.compared,
        eyes_and_head=spans.eyes_and_head,
        face_map=spans.face_map,
        mostly_on=spans.mostly_on,
        voice_map=spans.voice_map,
        mostly_at=spans.mostly_at,
        number=_number,
        evidence_text=evidence_text,
        methods=_METHODS,
        verdicts=_VERDICTS,
        kinds=_KINDS,
    )
    return environment


def render(profile: Profile) -> str:
    """One self-contained HTML page. Affect stands in it only if the profile has it."""
    replied = [q for q in profile.questions if q.reply is not None and q.kind != "wrap_up"]
    groups = {
        kind: [f for f in profile.findings if f.kind == kind]
        for kind in ("strength", "flaw", "fluency", "practice", "notice")
    }
    return (
        _environment()
        .get_template("report.html")
        .render(
            p=profile,
            questions=replied,
            groups=groups,
            by_id={q.id: q for q in profile.questions},
            about_lines=sorted({n for q in replied if q.kind == "probe" for n in q.lines}),
            when=f"{profile.started_at.astimezone():%d %B %Y, %H:%M}".lstrip("0"),
        )
    )


def _number(question_id: str) -> str:
    """``q3`` as it is called on paper."""
    return f"question {question_id.removeprefix('q')}"


def evidence_text(evidence: Evidence, questions: list[AskedQuestion]) -> tuple[str, str]:
    """What the evidence is, in words, and the place in the report where it stands (or '')."""
    shown = {q.id for q in questions}
    match evidence:
        case Words(question_id=q, text=text):
            return f"{_number(q)}: “{text}”", f"#{q}" if q in shown else ""
        case AudioSpan(question_id=q, start_s=start, end_s=end):
            where = f"{start:.1f} to {end:.1f} s"
            return f"{_number(q)}, {where} of your answer", f"#{q}" if q in shown else ""
        case CodeLine(line=line, text=text):
            return f"line {line}: {text}", "#code"
        case TestRun(said=said):
            return said, "#tests"
        case Observed(method=method, key=key):
            return f"{_METHODS.get(method, method)}: {key}", ""
        case OnTape(seq=seq, what=what):
            named = next((q.id for q in questions if seq in (q.seq, q.reply_seq)), "")
            where = _number(named) if named else f"entry {seq} of the tape"
            return f"{where}: {what}", f"#{named}" if named else ""
