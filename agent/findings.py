"""The sentences of the profile, each with its evidence. Pure.

There is no sentence without a span behind it: what cannot be pointed at is not said.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from agent.profile_schema import (
    AskedQuestion,
    AudioSpan,
    CodeLine,
    Evidence,
    Finding,
    Observed,
    OnTape,
    TestRun,
    Words,
)

if TYPE_CHECKING:
    from agent.profile_schema import Profile

LONG_PAUSE_S = 4.0  # a listener begins to wonder whether the answer is over
FAST_WPM, SLOW_WPM = 190.0, 95.0  # outside these, listeners lose the thread

PRACTICE = {
    "T1": "Trace a loop by hand with a small input and write each variable's value line by line.",
    "T2": "Before you run a loop, say how many times it will go round, for empty and tiny inputs.",
    "T3": "For each return and branch, find one input that takes it.",
    "T4": "Look for the smallest input that reaches, or skips, each line.",
    "T5": "Write down what stays true in each round of your loop.",
    "T6": "Change one comparison in your code and find an input that shows the difference.",
    "T7": "Read your code once more before handing it in and remove what is never used.",
    "T8": "Say the time cost of each loop aloud, then multiply what is nested.",
    "T9": "For each data structure, name one other and what it would cost here.",
    "T10": "Ask of every list you pass on: who else still holds it, and is it changed?",
    "T11": "Say of each name what it does in the loop: steps, gathers, keeps the best, stays.",
    "T12": "After each edit, name one input whose answer it changes, and run that one.",
    "T13": "Try empty, one-element, repeated and extreme inputs before handing in.",
    "T14": "Ask what would change if the task did, and which lines you would touch.",
    "T15": "For each branch, write down one test that runs it.",
}


KNEW = {
    "T1": "worked out the value",
    "T2": "counted right",
    "T3": "knew which way it goes",
    "T5": "knew what holds in every pass",
    "T7": "saw what is not needed",
    "T8": "knew how the time grows",
    "T9": "knew what another data structure would cost",
    "T10": "knew what becomes of the arguments",
    "T11": "knew what the name is for",
    "T13": "knew what really happens",
    "T14": "said what the changed task wants",
}
"""What a right answer to a family shows; said as "You <this> on line 5: <the answer>"."""

FOUND = {
    "T4": ("You found an input for the question {about}.",
           "Your input does not do what was asked {about}; this one does: {key}."),
    "T6": ("You found an input that shows a slip {about}.",
           "Your input does not show the slip {about}; this one does: {key}."),
    "T12": ("You found an input that shows what your edit {about} changes.",
            "Your input does not show what your edit {about} changes; this one does: {key}."),
    "T15": ("You named inputs that together run every branch.",
            "Your inputs do not run every branch: {reason}. These do: {key}."),
}  # fmt: skip
"""Where any input that does it is right: what a right and what another answer shows."""


def of(profile: Profile) -> list[Finding]:
    """All findings of ``profile``, in the order in which they are shown."""
    return [
        *_tests(profile),
        *_answers(profile),
        *_fluency(profile),
        *_discussion(profile),
        *_practice(profile),
        *_unscored(profile),
    ]


def _tests(profile: Profile) -> Iterator[Finding]:
    tests = profile.tests
    if tests is None:
        return
    if tests.problem:
        first = CodeLine(version=tests.version, line=1, text=tests.problem)
        yield Finding(kind="flaw", text=f"The code could not be tested: {tests.problem}",
                      evidence=[first])  # fmt: skip
        return
    failed = [r for r in tests.results if r.state != "passed"]
    runs = [TestRun(version=tests.version, index=r.index, said=r.said) for r in failed or
            tests.results]  # fmt: skip
    if not runs:
        return
    if failed:
        text = f"The code fails {len(failed)} of {tests.total} tests. {failed[0].said}"
        yield Finding(kind="flaw", text=text, evidence=list(runs))
    else:
        text = f"The code passes all {tests.total} tests."
        yield Finding(kind="strength", text=text, evidence=list(runs))


def _answers(profile: Profile) -> Iterator[Finding]:
    for question in profile.questions:
        text = _answer_text(question)
        if question.kind == "probe" and text:
            kind = "strength" if question.verdict == "right" else "flaw"
            yield Finding(kind=kind, text=text, evidence=_evidence(profile, question))


def _answer_text(question: AskedQuestion) -> str:
    """What a reply to a probe showed, in a sentence; empty for one without a verdict."""
    about, key = _about(question), question.key
    if question.family in FOUND and question.verdict in ("right", "partial", "wrong"):
        said = FOUND[question.family][question.verdict != "right"]
        return said.format(about=about, key=key, reason=question.reason)
    if question.verdict == "right":
        return f"You {KNEW.get(question.family, 'knew your code')} {about}: {key}."
    if question.verdict == "partial":
        return f"Your answer {about} was partly right; the whole answer is {key}."
    if question.verdict == "wrong":
        wrong = f"Your answer {about} is not what the code does, which is {key}."
        if question.family == "T14":
            wrong = f"Your answer {about} is not what the changed task wants, which is {key}."
        return f"{wrong} {question.misconception}".strip()
    return ""


def _about(question: AskedQuestion) -> str:
    if question.lines:
        return f"on line {question.lines[0]}"
    return f"on {', '.join(question.identifiers[:2])}"


def _evidence(profile: Profile, question: AskedQuestion) -> list[Evidence]:
    reply = question.reply or ""
    start, end = question.decided_by or (0, len(reply))
    spans: list[Evidence] = [
        Words(question_id=question.id, start=start, end=end, text=reply[start:end])
    ]
    lines = profile.code.splitlines()
    for line in question.lines[:2]:
        if 0 < line <= len(lines):
            text = lines[line - 1].strip()
            spans.append(CodeLine(version=question.version, line=line, text=text))
    spans.append(Observed(probe_id=question.subject, method=question.found_by, key=question.key))
    return spans


def _fluency(profile: Profile) -> Iterator[Finding]:
    fluency = profile.fluency
    if fluency is None:
        return
    for turn in fluency.turns:
        long = [p for p in turn.figures.pauses if p.end_s - p.start_s >= LONG_PAUSE_S]
        if long:
            worst = max(long, key=lambda p: p.end_s - p.start_s)
            span = AudioSpan(question_id=turn.question_id, start_s=worst.start_s, end_s=worst.end_s)
            text = (
                f"You paused for {worst.end_s - worst.start_s:.1f} seconds in the middle of an "
                "answer. Saying what you are thinking about keeps the listener with you."
            )
            yield Finding(kind="fluency", text=text, evidence=[span])
    spans: list[Evidence] = [
        AudioSpan(question_id=t.question_id, start_s=0.0, end_s=t.figures.audio_s)
        for t in fluency.turns
    ]
    pace = fluency.pace_wpm
    if pace is not None and fluency.words >= 20:
        how = "fast" if pace > FAST_WPM else "slow" if pace < SLOW_WPM else "easy to follow"
        text = f"You spoke at {pace:.0f} words a minute, which is {how}."
        yield Finding(kind="fluency", text=text, evidence=spans)


def _discussion(profile: Profile) -> Iterator[Finding]:
    for question in profile.questions:
        for point in question.points:
            if point.met and point.quote:
                span = Words(
                    question_id=question.id, start=point.start, end=point.end, text=point.quote
                )
                text = f"In “{question.text}”, this was there: {point.looks_for}."
                yield Finding(kind="strength", text=text, evidence=[span])


def _practice(profile: Profile) -> Iterator[Finding]:
    missed: dict[str, list[AskedQuestion]] = {}
    for question in profile.questions:
        if question.verdict in ("wrong", "partial") and question.family in PRACTICE:
            missed.setdefault(question.family, []).append(question)
    for family, questions in missed.items():
        spans = [s for q in questions for s in _evidence(profile, q)]
        yield Finding(kind="practice", text=PRACTICE[family], evidence=spans)
    tests = profile.tests
    failed = [r for r in tests.results if r.state != "passed"] if tests else []
    if tests and failed and "T13" not in missed:
        runs: list[Evidence] = [
            TestRun(version=tests.version, index=r.index, said=r.said) for r in failed
        ]
        yield Finding(kind="practice", text=PRACTICE["T13"], evidence=runs)


def _unscored(profile: Profile) -> Iterator[Finding]:
    open_ones = [q for q in profile.questions if q.verdict == "unscored"]
    if open_ones:
        spans: list[Evidence] = [OnTape(seq=q.reply_seq, what=q.text) for q in open_ones]
        text = f"{len(open_ones)} answers are unscored: they count neither for nor against you."
        if len(open_ones) == 1:
            text = "One answer is unscored: it counts neither for nor against you."
        yield Finding(kind="notice", text=text, evidence=spans)
