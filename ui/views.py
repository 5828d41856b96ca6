"""What the page shows, from the state of the interview alone. Pure: no clock, no I/O, no Gradio.

Each function gives, for the parts of the page that it knows (the names of :mod:`ui.layout`), the
properties that they are to have.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from agent.profile import HINT_COSTS
from agent.state import Question, State
from agent.wording import speakable
from question_bank.schema import Problem
from ui.fragments import fragment

Updates = dict[str, dict[str, Any]]

_STEPS = (
    ("consent", "Ready"),
    ("warm_up", "You"),
    ("problem", "Problem"),
    ("coding", "Code"),
    ("probing", "Your code"),
    ("staple", "Experience"),
    ("wrap_up", "Your turn"),
    ("done", "Report"),
)
_NOW = {
    "consent": "Choose what may be read, and check that you hear and are heard.",
    "warm_up": "First, tell me a little about yourself: it decides which problem you get.",
    "problem": "Here is a problem for you. Take it, or ask for another.",
    "coding": "Write your solution and run it as often as you like. "
    "When you are done, you will be asked about it.",
    "probing": "Now the questions about your code. Think aloud; short answers are fine.",
    "staple": "What most interviews ask besides. Say what happened and what you did yourself.",
    "wrap_up": "Your turn: ask what you would ask an interviewer. Finish when you like.",
    "done": "",
}
_KINDS = {
    "introduction": "About you",
    "resume": "Your résumé",
    "walkthrough": "Your solution, in your own words",
    "probe": "About your code",
    "staple": "Experience",
    "wrap_up": "Your turn to ask",
}
_SHOWN_ONLY = "The voice speaks English only, so this question is shown and not spoken."
_STEP_NAMES = {"deeper": "one step simpler", "clarify": "once more", "follow_up": "a follow-up"}
ANSWERING = ("warm_up", "probing", "staple", "wrap_up")
GROUPS = ("home", "ready", "choosing", "coding", "answering", "finishing")

ICON_MIC = Markup(
    '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><rect x="9" y="3" width="6" '
    'height="11" rx="3"/><path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3"/></svg>'
)
ICON_SPEAKER = Markup(
    '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M4 9.5v5h3.5L12 18.5v-13'
    'L7.5 9.5zM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11"/></svg>'
)


@dataclass(frozen=True)
class Seen:
    """What is looked at. ``now_ms`` is the time; ``speaks``: there is a voice; ``place``: where all
    this runs, as the visitor would call it."""

    state: State
    session_id: str
    now_ms: int
    bank: Mapping[str, Problem]
    speaks: bool
    place: str = "this machine"


def draw(seen: Seen, said: str = "") -> Updates:
    """Everything that depends on the interview. ``said`` is what the visitor should know now."""
    phase = seen.state.phase
    group = {"consent": "ready", "problem": "choosing", "coding": "coding", "done": "finishing"}
    shown = group.get(phase, "answering")
    updates: Updates = {name: {"visible": name == shown} for name in GROUPS}
    updates["head"] = {"value": head(seen)}
    # The report says itself what was missing.
    missing = {} if phase == "done" else seen.state.degraded
    updates["notice"] = {"value": notice(said, missing)}
    updates["autosave"] = {"active": phase == "coding"}
    part = {
        "ready": _ready,
        "choosing": _choosing,
        "coding": _coding,
        "answering": _answering,
        "finishing": _finishing,
    }[shown]
    return updates | part(seen)


def head(seen: Seen | None) -> str:
    """The top of the page; ``None``: on the start page."""
    if seen is None:
        return fragment("head", steps=(), clock=None, can_end=False, now="")
    state = seen.state
    names = [phase for phase, _ in _STEPS]
    at = names.index(state.phase)
    steps = [
        {"name": name, "state": "past" if i < at else "now" if i == at else "next"}
        for i, (_, name) in enumerate(_STEPS)
    ]
    end_ms = state.last_ms if state.phase == "done" else seen.now_ms
    elapsed = max(0, end_ms - state.started_ms) // 60_000
    clock = {"elapsed": elapsed, "planned": state.minutes, "late": state.time_mark_passed}
    now = _NOW[state.phase]
    if state.time_mark_passed and state.phase in ("probing", "staple"):
        now = f"The {state.minutes} minutes are over: after this question it is your turn to ask."
    return fragment("head", steps=steps, clock=clock, can_end=state.phase != "done", now=now)


def notice(said: str, degraded: Mapping[str, str]) -> str:
    return fragment("notice", said=said, degraded=list(degraded.values()))


def _ready(seen: Seen) -> Updates:
    asked = seen.state.affect_allowed
    return {
        "consent": {"value": fragment("consent", asked=asked, place=seen.place)},
        "face": {"visible": asked},
        "voice": {"visible": asked},
        "check": {"value": fragment("check", icon_mic=ICON_MIC, icon_speaker=ICON_SPEAKER)},
        "resume": {"value": _resume(seen)},
    }


def _resume(seen: Seen) -> str:
    read = seen.state.resume
    questions = read.questions if read else ()
    return fragment(
        "resume",
        session=seen.session_id,
        place=seen.place,
        reading=bool(seen.state.resume_text) and read is None,
        quotes=[question.quote for question in questions],
        silent=seen.speaks and not all(speakable(question.text) for question in questions),
        trouble=read.trouble if read else "",
    )


def _choosing(seen: Seen) -> Updates:
    offers, pending = seen.state.offers, bool(seen.state.pending)
    offer = offers[-1] if offers and not pending else None
    problem = seen.bank[offer.slug] if offer else None
    return {
        "offer": {"value": fragment("offer", offer=offer, problem=problem, number=len(offers))},
        "wish": {"visible": offer is not None},
        "another": {"visible": offer is not None},
        "accept": {"visible": offer is not None},
    }


def _coding(seen: Seen) -> Updates:
    state, problem = seen.state, seen.bank[seen.state.slug]
    why = next((offer.why for offer in state.offers if offer.slug == state.slug), "")
    tested = next((v for v in reversed(state.versions) if v.report is not None), None)
    changed = tested is not None and state.code is not None and state.code.source != tested.source
    results = fragment(
        "results",
        report=tested.report if tested else None,
        version=tested.version if tested else 0,
        changed=changed,
        hints=state.hints,
    )
    left = len(HINT_COSTS) - 1 - len(state.hints)
    takes = HINT_COSTS[len(state.hints) + 1] - HINT_COSTS[len(state.hints)] if left else 0.0
    return {
        "statement": {
            "value": fragment("statement", problem=problem, examples=examples(problem), why=why)
        },
        "asked": {"value": fragment("exchanges", exchanges=state.exchanges)},
        "results": {"value": results},
        "hint": {
            "interactive": left > 0,
            "value": f"Hint ({left} left, costs {takes:.0%})" if left else "No hints",
        },
    }


def examples(problem: Problem) -> list[dict[str, str]]:
    """The first visible tests, as calls."""
    shown = []
    for case in [c for c in problem.cases if not c.hidden][:3]:
        call = f"{problem.signature.entry}({', '.join(map(repr, case.args))})"
        for method, args in case.then:
            call += f"\n  .{method}({', '.join(map(repr, args))})"
        shown.append({"call": call, "gives": repr(case.expected)})
    return shown


def _answering(seen: Seen) -> Updates:
    state, question = seen.state, seen.state.open_question
    asking = state.phase == "wrap_up"
    consent = state.consent
    shown = question if question is not None else None
    source, lines = _code_of(state, shown)
    face = consent is not None and consent.face and "camera" not in state.degraded
    listen = fragment(
        "listen",
        session=seen.session_id,
        mic="hear" not in state.degraded,
        face=face,
        icon_mic=ICON_MIC,
    )
    return {
        "question": {"value": _question(seen, shown)},
        "listen": {"value": listen},
        "said": {"value": _said(state, shown)},
        "yourcode": {"value": fragment("yourcode", source=source, lines=lines) if source else "",
                     "visible": bool(source)},
        "reply": {
            "label": "Ask a question" if asking else "Or type your answer",
            "placeholder": "What would you like to know?" if asking else "Ctrl + Enter sends it",
        },
        "send": {"value": "Ask" if asking else "Send"},
        "skip": {"visible": not asking},
        "finish_now": {"visible": asking},
        "exchanges": {"value": fragment("exchanges", exchanges=state.exchanges)},
    }  # fmt: skip


def _question(seen: Seen, question: Question | None) -> str:
    if question is None:
        checking = any(type(c).__name__ == "CheckReply" for c in seen.state.pending)
        waiting = "Checking your answer …" if checking else "Thinking of the next question …"
        return fragment("question", id="", session=seen.session_id, open=False, waiting=waiting,
                        unheard=0)  # fmt: skip
    kind = _KINDS[question.move.question]
    subjects = dict.fromkeys(
        q.move.subject for q in seen.state.questions if q.move.question == question.move.question
    )
    number = list(subjects).index(question.move.subject) + 1
    if question.move.question in ("resume", "probe", "staple"):
        kind += f" · {number}"
    if question.move.step in _STEP_NAMES:
        kind += f" · {_STEP_NAMES[question.move.step]}"
    aloud = speakable(question.wording.text)
    return fragment(
        "question",
        id=question.id,
        session=seen.session_id,
        open=True,
        kind=kind,
        text=question.wording.text,
        detail="" if aloud or not seen.speaks else _SHOWN_ONLY,
        spoken=seen.speaks and aloud and "speak" not in seen.state.degraded,
        unheard=question.unheard,
        icon_speaker=ICON_SPEAKER,
    )


def _code_of(state: State, question: Question | None) -> tuple[str, list[int]]:
    """The code that the question is about, and the lines in it."""
    if question is None or question.move.question not in ("probe", "walkthrough"):
        return "", []
    version = state.version(question.version)
    probe = state.probes.get(question.move.subject)
    return (version.source if version else ""), list(probe.lines) if probe else []


def _said(state: State, question: Question | None) -> str:
    """What was taken down of the reply before, so that a misheard word is seen at once."""
    before = [q for q in state.questions if q is not question and q.reply is not None]
    if not before or state.phase == "wrap_up":
        return ""
    last = before[-1]
    return fragment(
        "said",
        text=last.reply,
        spoken=last.reply_source == "spoken",
        skipped=last.reply_source == "skipped",
    )


def _finishing(seen: Seen) -> Updates:
    consent = seen.state.consent
    agreed = consent is not None and (consent.face or consent.voice)
    html = fragment(
        "finish",
        session=seen.session_id,
        seq=seen.state.seq,
        grading=len(seen.state.pending),
        affect=agreed,
        place=seen.place,
    )
    return {"finish": {"value": html}}
