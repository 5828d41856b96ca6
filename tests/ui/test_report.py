"""The report: every sentence with its evidence, the candidate's words as text."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape

import pytest

from agent.events import PointGraded
from agent.profile_schema import (
    AffectTurn,
    AskedQuestion,
    AudioSpan,
    CodeLine,
    Finding,
    FluencySummary,
    Observed,
    OnTape,
    ProblemShown,
    Profile,
    Score,
    Share,
    TestRun,
    TestsShown,
    TurnFluency,
    Words,
)
from tools.code.run_tests import CaseResult
from tools.fluency import Fluency, Pause
from tools.ports import Blinks, FaceMap, FaceReading, VoiceMap
from ui.report import render
from ui.report.spans import marked

REPLY = "It runs three times, I think"


def question(**changes: object) -> AskedQuestion:
    base: dict[str, object] = {
        "id": "q3", "seq": 20, "reply_seq": 22, "kind": "probe", "step": "next",
        "subject": "T2.iterations@L2", "text": "How often does line 2 run?", "worded_by": "model",
        "reply": REPLY, "reply_source": "spoken", "verdict": "wrong", "reason": "says 3",
        "decided_by": (8, 13), "misconception": "counts one round too few", "points": [],
        "key": "4", "found_by": "count", "evidence": {"inputs": [[1, 2, 3]], "count": 4},
        "family": "T2", "level": "block", "lines": [2], "identifiers": [], "version": 1,
        "audio_s": 3.0,
    }  # fmt: skip
    return AskedQuestion.model_validate({**base, **changes})


def profile(**changes: object) -> Profile:
    finding = Finding(
        kind="flaw",
        text="Your answer on line 2 was not what the code does.",
        evidence=[
            Words(question_id="q3", start=8, end=13, text="three"),
            CodeLine(version=1, line=2, text="for x in xs:"),
            TestRun(version=1, index=0, said="Test 1 passed."),
            Observed(probe_id="T2.iterations@L2", method="count", key="4"),
        ],
    )
    base = Profile(
        session_id="abcdefgh12345", started_at=datetime(2026, 1, 2, 9, 30, tzinfo=UTC),
        minutes=12.0, mode="page", candidate="Ada", finished=True, ended_early=False,
        problem=ProblemShown(slug="gift-card", title="Gift card", why="because"),
        score=Score(technical=75.0, tests=Share(points=6, out_of=6, unscored=0),
                    understanding=Share(points=0.5, out_of=1, unscored=2), discussion=None),
        findings=[finding], questions=[question()],
        code="def f(xs):\n    for x in xs:\n        ...\n",
        tests=TestsShown(version=1, passed=1, total=1, problem="",
                         results=[CaseResult(0, False, "passed", "Test 1 passed.")]),
        hints=[], fluency=None, affect=None, spoken_questions=1, degraded={},
    )  # fmt: skip
    return base.model_copy(update=changes)


def test_a_question_shows_words_key_verdict_and_why() -> None:
    html = render(profile())
    text = unescape(re.sub(r"<[^>]+>", "", html))
    for said in ("How often does line 2 run?", "not right", "says 3", "counts one round too few",
                 "counted while your code ran", "75", "0.5 of 1", "2 unscored"):  # fmt: skip
        assert said in text, said
    assert "It runs <mark>three</mark> times" in html


def test_every_finding_shows_its_evidence() -> None:
    html = render(profile())
    assert html.count('<a href="#q3">') >= 1
    assert "line 2: for x in xs:" in html
    assert html.count('href="#tests"') == 1


def test_nothing_is_loaded_from_elsewhere_and_no_script_is_in_it() -> None:
    html = render(profile())
    assert not re.search(r"<script|<link|src=|url\(|@import|https?://", html)


@pytest.mark.parametrize(
    "nasty", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</style><u>", "${1}"]
)
def test_what_the_candidate_gave_is_text_wherever_it_stands(nasty: str) -> None:
    point = PointGraded("a", nasty, True, nasty, 0, len(nasty))
    html = render(
        profile(
            candidate=nasty,
            code=f"x = '{nasty}'",
            questions=[
                question(reply=nasty, decided_by=(1, 5), text=nasty, evidence={"saw": [nasty]},
                         points=[point], key=nasty, reason=nasty, misconception=nasty)
            ],
            findings=[Finding(kind="practice", text=nasty, evidence=[
                Words(question_id="q3", start=0, end=4, text=nasty), OnTape(seq=22, what=nasty)])],
            degraded={"model": nasty},
        )
    )  # fmt: skip
    body = html.partition("</style>")[2]
    assert not re.search(r"<(script|img|u)\b", body)
    assert "</style" not in body


def test_affect_stands_in_it_only_if_agreed_and_says_what_it_is() -> None:
    assert "classifier" not in render(profile())
    face = FaceReading("face", "happy", {"happy": 0.7, "neutral": 0.3}, ())
    turn = AffectTurn(question_id="q3", face=face, voice=None, fused=None)
    html = render(profile(affect=[turn]))
    assert "What an expression classifier saw" in html
    assert "It is not how you felt" in html
    assert "happy (70%)" in html


def test_what_a_reading_rests_on_is_drawn_and_said_in_words() -> None:
    cells = tuple(tuple(1.0 if row >= 9 else 0.0 for _ in range(12)) for row in range(12))
    face = FaceReading(
        "face", "happy", {"happy": 0.7, "neutral": 0.3}, (), "away", 0.9,
        Blinks("measured", (1.0, 4.2, 9.0), 9.0, 20.0, 0.3),
    )  # fmt: skip
    turn = AffectTurn(
        question_id="q3", face=face, voice=None, fused=None,
        face_map=FaceMap(2.5, "happy", cells),
        voice_map=VoiceMap("sad", 0.25, (0.1,) * 12 + (1.0,) * 4 + (0.1,) * 12),
    )  # fmt: skip
    html = render(profile(affect=[turn]))
    text = unescape(re.sub(r"<[^>]+>", " ", html))
    for said in ("“happy” rests most on mouth and chin (100%)", "at 2.5 s",
                 "“sad” rests most on 3.0 to 4.0 s", "Head past the camera.",
                 "3 blinks in 20 s, 9 a minute."):  # fmt: skip
        assert said in text, said
    assert html.count('role="img" aria-label="“') == 2
    assert "<img" not in html
    assert "rests" not in render(profile(affect=None)).partition("</style>")[2]


def test_what_could_not_be_worked_out_is_said() -> None:
    face = FaceReading("face", "happy", {"happy": 1.0}, ())
    turn = AffectTurn(question_id="q3", face=face, voice=None, fused=None,
                      map_trouble="The face model broke.")  # fmt: skip
    html = render(profile(affect=[turn]))
    assert "could not be worked out: The face model broke." in html


def test_blinks_that_could_not_be_counted_are_not_made_up() -> None:
    too_few = Blinks("too_few_frames", (), None, 0.0, None)
    face = FaceReading("face", "happy", {"happy": 1.0}, (), "camera", 0.0, too_few)
    turn = AffectTurn(question_id="q3", face=face, voice=None, fused=None)
    html = render(profile(affect=[turn]))
    assert "Blinks: not measurable." in html
    assert "a minute" not in html.partition("What an expression classifier saw")[2]


def test_speech_shows_pace_and_pauses() -> None:
    figures = Fluency(20.0, 14.0, 30, 1.2, 128.6, (Pause(4.0, 9.0),), 5.0, 0.7)
    spoken = FluencySummary(
        turns=[TurnFluency(question_id="q3", figures=figures)], words=30, speech_s=14.0,
        pace_wpm=128.6, longest_pause_s=5.0, median_latency_s=1.2,
    )  # fmt: skip
    paused = Finding(kind="fluency", text="You paused for 5.0 seconds.",
                     evidence=[AudioSpan(question_id="q3", start_s=4.0, end_s=9.0)])  # fmt: skip
    html = render(profile(fluency=spoken, findings=[paused]))
    assert "129" in html
    assert 'x="20.00" width="25.00"' in html
    assert "question 3, 4.0 to 9.0 s of your answer" in html


def test_an_empty_interview_has_a_report_too() -> None:
    nothing = Score(technical=None, tests=None, understanding=None, discussion=None)
    html = render(
        profile(problem=None, questions=[], findings=[], tests=None, code="", score=nothing)
    )
    assert "not scored" in html
    assert "No question was answered." in html


def test_marks_may_touch_overlap_and_exceed_the_text() -> None:
    assert marked("abcdef", [(1, 3), (2, 4), (9, 12), (-2, 1)]) == "<mark>abcd</mark>ef"
    assert marked("a<b", [(1, 2)]) == "a<mark>&lt;</mark>b"
