"""What the page shows, from tapes written by hand."""

from __future__ import annotations

import re
from html import unescape

import pytest

from agent.events import (
    CodeRead,
    CodeSaved,
    CodingFinished,
    ConsentGiven,
    Degraded,
    EndAsked,
    Entry,
    Event,
    Move,
    ProblemAccepted,
    ProblemOffered,
    QuestionAsked,
    QuestionSkipped,
    ReplyChecked,
    ReplyGiven,
    SessionStarted,
    TestsRan,
    TimeMarkPassed,
    Wording,
)
from agent.interview import fold
from agent.state import PHASES
from question_bank.bank import load_bank
from tools.code.probe import Derivation, Key, Probe
from tools.code.run_tests import CaseResult, TestReport
from ui import views
from ui.views import GROUPS, Seen

SLUG = "gift-card"
PROBE = Probe(
    "T2.iterations@L2", "T2", "How often does line 2 run?", (2,), ("xs",),
    Key("value", 4, Derivation("count", (), {})), "block", "execution", 0.5,
)  # fmt: skip
SOURCE = "def f(xs):\n    for x in xs:\n        pass\n"


def asked(cause: int, number: int, kind: str, subject: str = "", step: str = "next") -> Event:
    move = Move(kind, step, subject, "why")  # type: ignore[arg-type]
    text = f"Question {number}?"
    return QuestionAsked(cause, f"q{number}", move, "policy", (move,),
                         Wording(text, "template", ""), 1.0)  # fmt: skip


TAPE: list[Event] = [
    SessionStarted("Ada", "page", 1, (), 35, True, {}),
    ConsentGiven(face=True, voice=False, keep_media=False),
    asked(2, 1, "introduction"),
    ReplyGiven("q1", "I like <b>sets</b>", "spoken"),
    ProblemOffered(4, SLUG, "Gift card", "it fits", "policy"),
    ProblemAccepted(SLUG),
    CodeSaved(1, SOURCE, True),
    TestsRan(7, 1, TestReport((CaseResult(0, False, "passed", "Test 1 passed."),), 1, 1), 1.0),
    CodeRead(7, 1, {}, (PROBE,), "", 1.0),
    CodingFinished(1),
    asked(10, 2, "walkthrough"),
    QuestionSkipped("q2"),
    asked(12, 3, "probe", PROBE.id),
]


def seen(*more: Event, until: int = len(TAPE), minutes: float = 3) -> Seen:
    events = [*TAPE[:until], *more]
    state = fold(Entry(i, 1000, event) for i, event in enumerate(events, 1))
    return Seen(state, "sid", 1000 + int(minutes * 60_000), load_bank(), True)


def text_of(html: str) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)))


@pytest.mark.parametrize(
    ("until", "group"),
    [(1, "ready"), (3, "answering"), (4, "choosing"), (5, "choosing"), (6, "coding"),
     (9, "coding"), (11, "answering"), (13, "answering")],
)  # fmt: skip
def test_each_phase_shows_its_part_of_the_page(until: int, group: str) -> None:
    drawn = views.draw(seen(until=until))
    assert [name for name in GROUPS if drawn[name]["visible"]] == [group]


def test_every_phase_says_what_happens_now() -> None:
    assert set(views._NOW) == set(PHASES)
    assert [phase for phase, _ in views._STEPS] == list(PHASES)


def test_the_question_is_shown_with_the_line_it_is_about() -> None:
    drawn = views.draw(seen())
    assert "Question 3?" in text_of(drawn["question"]["value"])
    assert 'data-question="q3"' in drawn["question"]["value"]
    marked = re.findall(r'class="line marked" value="(\d+)"', drawn["yourcode"]["value"])
    assert marked == ["2"]
    assert "/viva/session/sid/speech/q3.wav" in drawn["question"]["value"]


def test_without_a_voice_the_question_is_text_alone() -> None:
    drawn = views.draw(seen(Degraded("speak", "The voice is not working.")))
    assert "<audio" not in drawn["question"]["value"]
    assert "The voice is not working." in text_of(drawn["notice"]["value"])


def test_a_probe_asked_once_more_keeps_its_number() -> None:
    unclear = ReplyChecked(14, "q3", "unclear", "no number in it", 0, 0, "", 1.0)
    again = asked(15, 4, "probe", PROBE.id, "clarify")
    drawn = views.draw(seen(ReplyGiven("q3", "well", "typed"), unclear, again))
    kind = text_of(drawn["question"]["value"])
    assert "About your code · 1 · once more" in kind


def test_what_was_heard_is_shown_as_text() -> None:
    shown = views.draw(seen(until=11))["said"]["value"]
    assert "<b>sets" not in shown
    assert "I heard I like <b>sets</b>" in text_of(shown)


def test_the_camera_is_shown_only_if_agreed_and_working() -> None:
    assert 'data-viva="camera"' in views.draw(seen())["listen"]["value"]
    broken = views.draw(seen(Degraded("camera", "No camera.")))
    assert 'data-viva="camera"' not in broken["listen"]["value"]


def test_consent_is_not_asked_where_the_institution_has_switched_it_off() -> None:
    off = SessionStarted("Ada", "page", 1, (), 35, False, {})
    state = fold([Entry(1, 1000, off)])
    drawn = views.draw(Seen(state, "sid", 1000, {}, True))
    assert drawn["face"] == {"visible": False}
    assert drawn["voice"] == {"visible": False}
    assert "switched off" in drawn["consent"]["value"]


def test_the_results_say_so_if_the_code_has_changed_since() -> None:
    assert "changed since" not in views.draw(seen(until=9))["results"]["value"]
    newer = CodeSaved(2, SOURCE + "# more", False)
    assert "changed since" in views.draw(seen(newer, until=9))["results"]["value"]


def test_the_clock_runs_and_stops_with_the_interview() -> None:
    assert re.search(r"3 of 35 min", text_of(views.draw(seen())["head"]["value"]))
    ended = views.draw(seen(EndAsked(), minutes=60))
    assert re.search(r"0 of 35 min", text_of(ended["head"]["value"]))
    late = views.draw(seen(TimeMarkPassed(35), minutes=40))["head"]["value"]
    assert "minutes are over" in late


def test_the_report_leaves_out_of_the_banner_what_it_says_itself() -> None:
    ended = views.draw(seen(Degraded("model", "No model."), EndAsked()))
    assert "No model." not in ended["notice"]["value"]
    assert "/viva/session/sid/report" in ended["finish"]["value"]
