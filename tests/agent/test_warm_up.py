"""What happens around the problem: a résumé, staples that fit, and questions about the task."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

import agent.session
from agent import interview, profile
from agent.events import (
    CandidateAsked,
    ConsentGiven,
    EndAsked,
    ProblemAccepted,
    ProblemOffered,
    ResumeGiven,
    SessionStarted,
    StaplesChosen,
)
from agent.grader import Point
from agent.interviewer import Spoken
from agent.llm import ScriptedChat
from agent.parts import Parts
from agent.past import Past, read_past
from agent.session import Session
from agent.tape import Tape
from agent.work import LEFT_OPEN
from question_bank.bank import load_bank, load_staples
from question_bank.choose import Choice, Placed, placed, rank
from question_bank.level import Estimate
from question_bank.resume import BARE
from question_bank.schema import Asked
from question_bank.wish import Wish
from tools.ports import Audio, Call, Limits, Outcome
from viva.errors import IllegalEvent
from viva.settings import Settings, load

RESUME = """\
- Reduced the p95 latency of the tracking service from 900 ms to 120 ms by caching routes.
- Migrated the billing service from MySQL to PostgreSQL without downtime.
- Mentored two junior engineers and led the on-call rotation.
"""
KOREAN = """\
- 결제 서비스의 응답 시간을 800ms에서 150ms로 단축했습니다.
- 모놀리식 서버를 Kotlin과 Spring 기반 마이크로서비스로 전환했습니다.
"""


class NoSandbox:
    def run(
        self,
        source: str,
        entry: str,
        calls: Sequence[Call],
        *,
        trace: bool = False,
        limits: Limits = Limits(),
    ) -> tuple[Outcome, ...]:
        raise AssertionError("no code is run here")


class Ranked:
    """The real ranking, without the search index."""

    def __init__(self, bank: dict[str, Placed]) -> None:
        self.bank = bank
        self.levels: list[Estimate] = []
        self.introductions: list[str] = []

    def find(
        self, wish: str, *, introduction: str, level: Estimate, seen: Sequence[str]
    ) -> tuple[Choice, ...]:
        self.levels.append(level)
        self.introductions.append(introduction)
        meaning = dict.fromkeys(self.bank, 0.0)
        return rank(Wish(), self.bank, meaning=meaning, background={}, level=level, seen=seen, k=1)


BANK = load_bank()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load(data_dir=tmp_path)


@pytest.fixture
def tape(settings: Settings) -> Tape:
    return Tape(settings.tape_database)


@pytest.fixture
def parts() -> Parts:
    return Parts(NoSandbox(), Ranked(placed(BANK)), BANK, load_staples())


def start(tape: Tape, parts: Parts, settings: Settings) -> Session:
    started = SessionStarted("me", "page", 2, (), 30, True, {}, choose_staples=2)
    return Session.start(tape, parts, settings, started, owner="me", background=False)


def events(tape: Tape, session: Session, kind: type) -> list:
    return [e.event for e in tape.entries(session.session_id) if isinstance(e.event, kind)]


def to_coding(session: Session, introduction: str = "I write Python.") -> None:
    session.put(ConsentGiven(False, False, False))
    session.reply(introduction)
    while session.state.phase == "warm_up":
        session.reply("I measured it with traces, and changed the cache.")
    session.put(ProblemAccepted(session.state.offers[-1].slug))


# ------------------------------------------------------------------ the résumé


def test_its_questions_are_asked_after_the_introduction(tape, parts, settings) -> None:
    session = start(tape, parts, settings)
    session.put(ResumeGiven(RESUME))
    assert session.state.resume is not None
    to_coding(session)
    asked = [q for q in session.state.questions if q.move.question == "resume"]
    assert [q.move.subject for q in asked] == ["r1", "r2", "r3"]
    for question, made in zip(asked, session.state.resume.questions, strict=True):
        assert f"“{made.quote}”" in question.wording.text
        assert made.quote in RESUME
        assert question.graded
        assert question.points == ()  # there is no model here: unscored
    assert interview.fold(tape.entries(session.session_id)) == session.state
    finder = parts.find_problem
    assert isinstance(finder, Ranked)
    assert "billing service" in finder.introductions[0]
    session.put(EndAsked())
    shown = profile.build(tape.entries(session.session_id), session.session_id)
    assert [q.kind for q in shown.questions].count("resume") == 3


def test_the_model_words_the_question_and_the_quote_stays(tape, parts, settings) -> None:
    model = Spoken(question="How did you measure it, and what did you change?")
    chat = ScriptedChat([model, model, model])
    session = start(tape, replace(parts, chat=chat), settings)
    session.put(ResumeGiven(RESUME.splitlines()[0]))
    read = session.state.resume
    assert read is not None
    assert read.wordings[0].by == "model"
    assert read.wordings[0].text.startswith("You wrote: “Reduced the p95")
    assert read.wordings[0].text.endswith("what did you change?")


@pytest.mark.parametrize(
    "said",
    [
        "Full marks!",
        "You must give me the answer, or how did you measure it?",
        "How did you measure that it fell by 99 percent?",
        "What is your favourite colour?",
        "How did you measure it? And what did you change?",
    ],
)
def test_a_wording_that_the_passage_has_bent_is_refused(tape, parts, settings, said: str) -> None:
    chat = ScriptedChat([Spoken(question=said)] * 2)
    session = start(tape, replace(parts, chat=chat), settings)
    session.put(ResumeGiven(RESUME.splitlines()[0]))
    read = session.state.resume
    assert read is not None
    assert read.wordings[0].by == "template"
    assert len(read.wordings[0].refused) == 2
    assert read.wordings[0].text.endswith(BARE["en"]["result"])


def test_what_it_says_never_reaches_the_grading(tape, parts, settings) -> None:
    worded = Spoken(question="How did you measure that?")
    no = Point(met="no", quote="")
    chat = ScriptedChat([worded, no, no, no])
    session = start(tape, replace(parts, chat=chat), settings)
    session.put(ResumeGiven("Reduced the cost of the zebra service by 40% for two customers."))
    session.put(ConsentGiven(False, False, False))
    session.reply("Hello.")
    session.reply("I measured it.")
    assert len(chat.asked) >= 4
    assert "zebra" in chat.asked[0]
    assert not any("zebra" in asked for asked in chat.asked[1:4])


def test_korean_is_shown_and_not_spoken(tape, parts, settings) -> None:
    class Voice:
        def speak(self, text: str):
            raise AssertionError("the voice speaks English")
            yield Audio

    session = start(tape, replace(parts, speak=Voice()), settings)
    session.put(ResumeGiven(KOREAN))
    session.put(ConsentGiven(False, False, False))
    session.reply("안녕하세요, 백엔드 개발자입니다.")
    question = session.state.open_question
    assert question is not None
    assert question.wording.text.startswith("이렇게 쓰셨습니다")
    assert "not spoken" in session.state.resume.wordings[0].why or parts.chat is None
    assert list(session.speak_question(question.id)) == []


def test_an_introduction_that_is_over_first_waits_for_the_reading(tape, parts, settings) -> None:
    go_on = threading.Event()

    class SlowChat(ScriptedChat):
        def ask(self, system, prompt, schema, *, max_tokens):
            assert go_on.wait(30)
            return super().ask(system, prompt, schema, max_tokens=max_tokens)

    chat = SlowChat([Spoken(question="How did you measure that?")])
    started = SessionStarted("me", "page", 2, (), 30, True, {}, choose_staples=2)
    session = Session.start(tape, replace(parts, chat=chat), settings, started, owner="me")
    try:
        session.put(ResumeGiven(RESUME.splitlines()[0]))
        session.put(ConsentGiven(False, False, False))
        state = session.reply("Hello.")
        assert state.phase == "warm_up"
        assert state.open_question is None
        go_on.set()
        question = session.settle().open_question
        assert question is not None
        assert question.move.question == "resume"
        assert question.wording.by == "model"
    finally:
        go_on.set()
        session.close()


def test_with_nothing_to_ask_the_interview_goes_on_and_says_so(tape, parts, settings) -> None:
    session = start(tape, parts, settings)
    session.put(ResumeGiven("I like hills and rivers and the sea very much indeed."))
    assert session.state.resume.trouble
    to_coding(session)
    assert not [q for q in session.state.questions if q.move.question == "resume"]


def test_a_second_one_takes_its_place_but_not_once_it_is_talked_about(
    tape, parts, settings
) -> None:
    session = start(tape, parts, settings)
    session.put(ResumeGiven(KOREAN))
    session.put(ResumeGiven(RESUME))
    assert session.state.resume.questions[0].language == "en"
    session.put(ConsentGiven(False, False, False))
    session.reply("Hello.")
    with pytest.raises(IllegalEvent, match="gone on"):
        session.put(ResumeGiven(KOREAN))


# ------------------------------------------------------------------ choosing


def test_the_next_interview_neither_repeats_the_problem_nor_the_staples(
    tape, parts, settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    problems, staples = [], []

    def past(*given, **named) -> Past:
        # These interviews stop before the staples: they count as asked all the same.
        return replace(read_past(*given, **named), staples=tuple(staples))

    monkeypatch.setattr(agent.session, "read_past", past)
    for _ in range(3):
        session = start(tape, parts, settings)
        to_coding(session, "I am a backend engineer and lead a team.")
        [chosen] = events(tape, session, StaplesChosen)
        assert len(chosen.staples) == 2
        assert "systems" in chosen.why or "leading" in chosen.why
        assert session.state.staples == chosen.staples
        problems.append(session.state.slug)
        staples += chosen.staples
    assert len(set(problems)) == 3
    assert len(set(staples)) == 6


def test_the_offer_says_what_level_it_rests_on(tape, parts, settings) -> None:
    session = start(tape, parts, settings)
    to_coding(session)
    [offer] = events(tape, session, ProblemOffered)
    assert offer.level == pytest.approx(0.5)
    assert offer.level_sd > 0.2


# ------------------------------------------------------------------ questions about the task


def test_a_question_while_coding_is_answered_from_the_problem(tape, parts, settings) -> None:
    said = "Yes, and then the answer is zero."
    changed = {
        slug: problem.model_copy(
            update={"asked": [Asked(ask="Can the list be empty?", answer=said)]}
        )
        for slug, problem in BANK.items()
    }
    chat = ScriptedChat([])  # the model is never asked: it would give the solution away
    parts = replace(parts, bank=replace(BANK, problems=changed), chat=chat)
    session = start(tape, parts, settings)
    to_coding(session)
    state = session.put(CandidateAsked("what happens if it's empty?"))
    assert (state.exchanges[-1].answered, state.exchanges[-1].by) == (said, "problem")
    state = session.put(CandidateAsked("Which data structure should I use?"))
    assert (state.exchanges[-1].answered, state.exchanges[-1].by) == (LEFT_OPEN, "notice")
